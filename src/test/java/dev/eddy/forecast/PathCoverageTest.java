package dev.eddy.forecast;

import static dev.eddy.forecast.NormalProcess.Z95;
import static dev.eddy.forecast.Specs.specs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.series.Step;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/**
 * How often sums and maxima over a horizon lie in the 90 % intervals that paths give, where what is
 * forecast of each step by itself is the truth.
 */
class PathCoverageTest {
  private static final int HORIZON = 12;
  private static final int ORIGINS = 3_000;
  private static final int PATHS = 200;
  private static final List<Double> OUTER = List.of(0.05, 0.95);

  /** Coverage, and the mean width of the intervals of sums. */
  private record Run(Map<OverHorizon, Double> coverage, double width) {}

  private static Run run(double phi, BiFunction<ScenarioPaths, ModelForecast, Scenarios> drawing) {
    NormalProcess process = new NormalProcess(phi, HORIZON, 11);
    ScenarioPaths paths = new ScenarioPaths(specs().horizon(HORIZON).spec());
    int first = 1_000;
    double[] values = new double[first + ORIGINS + HORIZON];
    double[][][] ends = new double[values.length][][];
    for (int n = 0; n < values.length; n++) {
      Step step = process.next();
      values[n] = step.targets()[0];
      ModelForecast forecast = process.forecast();
      paths.take(step, forecast);
      if (n >= first && n < first + ORIGINS) {
        Scenarios drawn = drawing.apply(paths, forecast);
        ends[n] =
            Arrays.stream(OverHorizon.values())
                .map(whole -> drawn.quantiles(0, whole, OUTER))
                .toArray(double[][]::new);
      }
    }
    return score(values, ends, first);
  }

  private static Run score(double[] values, double[][][] ends, int first) {
    Map<OverHorizon, Double> coverage = new EnumMap<>(OverHorizon.class);
    double width = 0;
    for (int n = first; n < first + ORIGINS; n++) {
      double[] came = Arrays.copyOfRange(values, n + 1, n + 1 + HORIZON);
      width += (ends[n][0][1] - ends[n][0][0]) / ORIGINS;
      for (OverHorizon whole : OverHorizon.values()) {
        double actual = whole.applyAsDouble(came);
        double[] interval = ends[n][whole.ordinal()];
        boolean within = interval[0] <= actual && actual <= interval[1];
        coverage.merge(whole, within ? 1.0 / ORIGINS : 0, Double::sum);
      }
    }
    return new Run(coverage, width);
  }

  private static Run shuffled(double phi) {
    return run(phi, (paths, forecast) -> paths.draw(PATHS).orElseThrow());
  }

  /** Each step drawn by itself. */
  private static Run independent(double phi) {
    Draws draws = new Chance(3, "test", 0).draws("independent");
    return run(
        phi,
        (paths, forecast) -> {
          double[][] quantiles = forecast.quantiles()[0];
          double[][] drawn = new double[PATHS][HORIZON];
          for (double[] path : drawn) {
            Arrays.setAll(
                path,
                h ->
                    quantiles[1][h] + (quantiles[2][h] - quantiles[1][h]) / Z95 * draws.gaussian());
          }
          return new Scenarios(NormalProcess.step(0), new double[][][] {drawn});
        });
  }

  @Test
  void pathsCoverWhatTheyPromiseWhereStepsDrawnAloneDoNot() {
    double phi = 0.9;
    Run shuffled = shuffled(phi);
    Run independent = independent(phi);
    double width = 2 * Z95 * Math.sqrt(new NormalProcess(phi, HORIZON, 0).varianceOfSum());
    for (OverHorizon whole : OverHorizon.values()) {
      assertThat(shuffled.coverage().get(whole)).as(whole.name()).isCloseTo(0.9, within(0.025));
      assertThat(independent.coverage().get(whole)).as(whole.name()).isLessThan(0.8);
    }
    assertThat(shuffled.width()).isCloseTo(width, within(0.05 * width));
    assertThat(independent.width()).isLessThan(0.6 * width);
  }

  @Test
  void whereStepsAreIndependentPathsCoverAsWell() {
    Run shuffled = shuffled(0);
    for (OverHorizon whole : OverHorizon.values()) {
      assertThat(shuffled.coverage().get(whole)).as(whole.name()).isCloseTo(0.9, within(0.025));
    }
  }
}
