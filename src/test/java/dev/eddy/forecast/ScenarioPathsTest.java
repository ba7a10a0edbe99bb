package dev.eddy.forecast;

import static dev.eddy.forecast.NormalProcess.Z95;
import static dev.eddy.forecast.Specs.specs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.series.Step;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules by which paths are drawn, and what they make of dependence whose form is known. */
class ScenarioPathsTest {
  private static final int HORIZON = 12;
  private static final List<Double> OUTER = List.of(0.05, 0.95);

  private static ScenarioPaths paths() {
    return new ScenarioPaths(specs().horizon(HORIZON).spec());
  }

  private static ScenarioPaths after(int steps, double phi) {
    ScenarioPaths paths = paths();
    feed(paths, new NormalProcess(phi, HORIZON, 1), steps);
    return paths;
  }

  private static void feed(ScenarioPaths paths, NormalProcess process, int steps) {
    for (int n = 0; n < steps; n++) {
      paths.take(process.next(), process.forecast());
    }
  }

  private static double width(Scenarios scenarios, OverHorizon whole) {
    double[] ends = scenarios.quantiles(0, whole, OUTER);
    return ends[1] - ends[0];
  }

  private static double[] column(Scenarios scenarios, int target, int h) {
    return Arrays.stream(scenarios.paths()[target]).mapToDouble(path -> path[h]).sorted().toArray();
  }

  /** Of one origin they may be a fifth off: 400 windows of 12 hold no more than 33 apart. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void sumsSpreadAsTheyShouldOnAverage(double phi) {
    NormalProcess process = new NormalProcess(phi, HORIZON, 1);
    ScenarioPaths paths = paths();
    double mean = 0;
    for (int i = 0; i < 40; i++) {
      feed(paths, process, ScenarioPaths.ORIGINS + HORIZON);
      mean += width(paths.draw(ScenarioPaths.ORIGINS).orElseThrow(), OverHorizon.SUM) / 40;
    }
    // Of noise the variance is H, of a random walk H(H + 1)(2H + 1)/6.
    double variance = phi == 0 ? HORIZON : HORIZON * (HORIZON + 1.0) * (2 * HORIZON + 1) / 6;
    assertThat(process.varianceOfSum()).isCloseTo(variance, within(1e-9));
    double expected = 2 * Z95 * Math.sqrt(variance);
    assertThat(mean).isCloseTo(expected, within(0.08 * expected));
  }

  @Test
  void sumsOfStepsThatGoTogetherSpreadWithTheHorizon() {
    ScenarioPaths paths = paths();
    Draws offsets = new Chance(1, "test", 0).draws("offsets");
    double[] deviation = new double[HORIZON];
    Arrays.fill(deviation, 1);
    for (int n = 0; n < 500; n++) {
      double[] mean = new double[HORIZON];
      Arrays.fill(mean, offsets.gaussian());
      paths.take(NormalProcess.step(n, 0), NormalProcess.normal(mean, deviation));
    }
    Scenarios scenarios = paths.draw(ScenarioPaths.ORIGINS).orElseThrow();
    assertThat(width(scenarios, OverHorizon.SUM) / (2 * Z95)).isCloseTo(HORIZON, within(0.05));
    assertThat(width(scenarios, OverHorizon.MAXIMUM) / (2 * Z95)).isCloseTo(1, within(0.01));
  }

  @Test
  void pathsOfARandomWalkWalk() {
    Scenarios scenarios = after(2_000, 1).draw(400).orElseThrow();
    double increments = 0;
    for (double[] path : scenarios.paths()[0]) {
      increments += Math.pow(path[HORIZON - 1] - path[HORIZON - 2], 2);
    }
    // Drawn by themselves the last two steps would differ with the variance of both, 23.
    assertThat(increments / 400).isLessThan(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 399, 400, 1_000})
  void eachStepHasItsPublishedDistributionWhateverThePast(int count) {
    NormalProcess process = new NormalProcess(0.9, HORIZON, 2);
    ScenarioPaths paths = paths();
    feed(paths, process, 470);
    double[][] said = process.forecast().quantiles()[0];
    Scenarios scenarios = paths.draw(count).orElseThrow();
    for (int h = 0; h < HORIZON; h++) {
      double[] values = column(scenarios, 0, h);
      double deviation = (said[2][h] - said[1][h]) / Z95;
      for (int r = 0; r < count; r++) {
        double even = said[1][h] + deviation * NormalScores.of((r + 0.5) / count);
        assertThat(values[r]).isCloseTo(even, within(1e-6));
      }
    }
  }

  @Test
  void aSingleStepAheadHasTheQuantilesThemselves() {
    ScenarioPaths paths = new ScenarioPaths(specs().horizon(1).spec());
    NormalProcess process = new NormalProcess(0.5, 1, 3);
    feed(paths, process, 100);
    double[] quantiles =
        paths.draw(1_000).orElseThrow().quantiles(0, OverHorizon.SUM, List.of(0.05, 0.5, 0.95));
    for (int q = 0; q < 3; q++) {
      assertThat(quantiles[q]).isCloseTo(process.forecast().quantiles()[0][q][0], within(1e-4));
    }
  }

  @Test
  void targetsGoTogetherAsTheyDid() {
    TopologySpec spec = specs().targets("up", "down").horizon(2).spec();
    ScenarioPaths paths = new ScenarioPaths(spec);
    Draws noise = new Chance(5, "test", 0).draws("noise");
    ModelForecast one = NormalProcess.normal(new double[2], new double[] {1, 1});
    ModelForecast both =
        new ModelForecast(
            "combined",
            new double[2][2],
            new double[][][] {one.quantiles()[0], one.quantiles()[0]});
    for (int n = 0; n < 300; n++) {
      double value = noise.gaussian();
      paths.take(NormalProcess.step(n, value, -value), both);
    }
    Scenarios scenarios = paths.draw(200).orElseThrow();
    for (int i = 0; i < 200; i++) {
      assertThat(scenarios.paths()[1][i][1]).isCloseTo(-scenarios.paths()[0][i][1], within(1e-9));
    }
  }

  @Test
  void theSameStepsGiveTheSameBits() {
    double[][][] once = after(300, 0.8).draw(250).orElseThrow().paths();
    ScenarioPaths again = after(300, 0.8);
    again.draw(99); // asking changes nothing
    assertThat(again.draw(250).orElseThrow().paths()).isDeepEqualTo(once);
    assertThat(after(301, 0.8).draw(250).orElseThrow().paths()[0][0]).isNotEqualTo(once[0][0]);
  }

  @Test
  void withFewVectorsNothingIsDrawn() {
    ScenarioPaths paths = paths();
    NormalProcess process = new NormalProcess(0, HORIZON, 1);
    feed(paths, process, ScenarioPaths.LEAST_ORIGINS + HORIZON - 1);
    assertThat(paths.origins()).isEqualTo(ScenarioPaths.LEAST_ORIGINS - 1);
    assertThat(paths.draw(10)).isEmpty();
    feed(paths, process, 1);
    assertThat(paths.draw(10)).isPresent();
    feed(paths, process, 1_000);
    assertThat(paths.origins()).isEqualTo(ScenarioPaths.ORIGINS);
  }

  @Test
  void oldVectorsAreForgotten() {
    ScenarioPaths paths = paths();
    NormalProcess walk = new NormalProcess(1, HORIZON, 1);
    NormalProcess noise = new NormalProcess(0, HORIZON, 1);
    feed(paths, walk, 500);
    for (int n = 0; n < ScenarioPaths.ORIGINS + 2 * HORIZON; n++) {
      double value = noise.next().targets()[0];
      paths.take(NormalProcess.step(501 + n, value), noise.forecast());
    }
    ScenarioPaths fresh = after(ScenarioPaths.ORIGINS + 2 * HORIZON, 0);
    assertThat(width(paths.draw(400).orElseThrow(), OverHorizon.SUM))
        .isCloseTo(width(fresh.draw(400).orElseThrow(), OverHorizon.SUM), within(0.5));
  }

  @Test
  void aVectorWithAMissingValueOrStepDoesNotCount() {
    ScenarioPaths paths = after(100, 0);
    int before = paths.origins();
    ModelForecast forecast = new NormalProcess(0, HORIZON, 1).forecast();
    paths.take(NormalProcess.step(101, Double.NaN), forecast);
    for (int n = 102; n < 101 + HORIZON; n++) {
      paths.take(NormalProcess.step(n, 0), forecast);
    }
    assertThat(paths.origins()).isEqualTo(before);
    paths.take(NormalProcess.step(101 + HORIZON, 0), forecast); // all that step 101 forecast came
    assertThat(paths.origins()).isEqualTo(before + 1);

    int from = 103 + HORIZON; // one is skipped
    for (int n = from; n < from + HORIZON; n++) {
      paths.take(NormalProcess.step(n, 0), forecast);
    }
    assertThat(paths.origins()).isEqualTo(before + 1);
    paths.take(NormalProcess.step(from + HORIZON, 0), forecast);
    assertThat(paths.origins()).isEqualTo(before + 2);
  }

  @Test
  void withoutAForecastThereAreNoPathsAndNoVector() {
    ScenarioPaths paths = after(100, 0);
    int before = paths.origins();
    double[] unknown = new double[HORIZON];
    Arrays.fill(unknown, Double.NaN);
    ModelForecast forecast = new NormalProcess(0, HORIZON, 1).forecast();
    paths.take(NormalProcess.step(101, 0), NormalProcess.normal(unknown, unknown));
    assertThat(paths.draw(10)).isEmpty();
    for (int n = 102; n <= 101 + HORIZON; n++) {
      paths.take(NormalProcess.step(n, 0), forecast);
    }
    assertThat(paths.origins()).isEqualTo(before + HORIZON); // step 101's is none
    assertThat(paths.draw(10)).isPresent();
  }

  @Test
  void nothingLeavesTheBounds() {
    ScenarioPaths paths = new ScenarioPaths(specs().horizon(HORIZON).bounds("y", -1, 2).spec());
    feed(paths, new NormalProcess(0, HORIZON, 1), 100);
    double[] values = column(paths.draw(1_000).orElseThrow(), 0, 3);
    assertThat(values[0]).isEqualTo(-1);
    assertThat(values[999]).isEqualTo(2);
  }

  @Test
  void equalScoresAreNotTakenForDependence() {
    ScenarioPaths paths = paths();
    double[] nothing = new double[HORIZON];
    ModelForecast zeros = NormalProcess.normal(nothing, nothing);
    IntStream.range(0, 500).forEach(n -> paths.take(NormalProcess.step(n, 0), zeros));
    assertThat(column(paths.draw(50).orElseThrow(), 0, 0)).containsOnly(0);

    double[] deviation = new double[HORIZON];
    Arrays.fill(deviation, 1);
    paths.take(NormalProcess.step(500, 0), NormalProcess.normal(nothing, deviation));
    assertThat(width(paths.draw(1_000).orElseThrow(), OverHorizon.SUM) / (2 * Z95))
        .isCloseTo(Math.sqrt(HORIZON), within(0.12 * Math.sqrt(HORIZON)));
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    ScenarioPaths paths = after(3, 0);
    assertThatThrownBy(() -> paths.draw(0)).hasMessage("paths=0: must be 1 to 10000");
    assertThatThrownBy(() -> paths.draw(10_001)).hasMessage("paths=10001: must be 1 to 10000");
    Step again = NormalProcess.step(3, 0);
    ModelForecast forecast = new NormalProcess(0, HORIZON, 1).forecast();
    assertThatThrownBy(() -> paths.take(again, forecast)).hasMessage("step 3 is not after step 3");
    TopologySpec spec = specs().spec();
    TopologySpec oneLevel =
        new TopologySpec(
            spec.name(),
            spec.source(),
            spec.step(),
            spec.gap(),
            spec.future(),
            new ForecastSpec(3, List.of(0.5), null, null),
            spec.drift(),
            spec.models(),
            spec.sink(),
            spec.state(),
            spec.seed(),
            spec.kafka());
    assertThat(ScenarioPaths.canBeDrawn(oneLevel)).isFalse();
    assertThatThrownBy(() -> new ScenarioPaths(oneLevel))
        .hasMessage("forecast.quantiles=[0.5]: paths are drawn from two or more");
  }
}
