package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.series.Observation;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sensor's glitch may not do. */
class OutlierTest {
  private static final int GLITCH = 600;
  private static final int SETTLED = 700;
  private static final int END = 1_000;
  private static final double[] SERIES = series();

  /** A day's wave and noise that remembers a little: there is something to learn. */
  private static double[] series() {
    SplittableRandom random = new SplittableRandom(3);
    double[] series = new double[END];
    double state = 0;
    for (int i = 0; i < END; i++) {
      state = 0.9 * state + random.nextDouble() - random.nextDouble();
      series[i] = 20 + state + 3 * StrictMath.sin(i * 2 * StrictMath.PI / 24);
    }
    return series;
  }

  /** Mean absolute errors at one step ahead, and the mean width between the outer quantiles. */
  private record Quality(double combined, double lastValue, double arx, double width) {}

  private static Quality after(int from, IntToDoubleFunction values) {
    SeriesForecaster forecaster = new SeriesForecaster(hourly());
    double[] sums = new double[4];
    for (int i = 0; i < END; i++) {
      Observation observation =
          new Observation(
              "s",
              i * 3_600_000L,
              new double[] {values.applyAsDouble(i)},
              new double[0],
              new double[0][]);
      StepForecast step = forecaster.accept(observation).steps().get(0);
      if (i >= from) {
        sums[0] += error(step, "combined");
        sums[1] += error(step, "last-value");
        sums[2] += error(step, "arx");
        double[][] quantiles = step.forecasts().get(0).quantiles()[0];
        sums[3] += quantiles[2][0] - quantiles[0][0];
      }
    }
    int count = END - from;
    return new Quality(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count);
  }

  private static double error(StepForecast step, String model) {
    Settled settled =
        step.settled().stream().filter(s -> s.model().equals(model)).findFirst().orElseThrow();
    return settled.absoluteError()[0];
  }

  private static TopologySpec hourly() {
    return new TopologySpec(
        "glitches",
        new SourceSpec("in", null, null, null, null, null, null, List.of("y"), null, null),
        Optional.of(new StepSpec(Duration.ofHours(1), null, null, null)),
        null,
        null,
        new ForecastSpec(3, null, null, null),
        null,
        List.of(Entries.entry().arx()),
        null,
        null,
        null,
        null);
  }

  @ParameterizedTest
  @ValueSource(doubles = {65_535, -1e30, Double.MAX_VALUE})
  void oneDoesNotSpoilTheWeightsAndTheQuantilesForLong(double glitch) {
    Quality clean = after(SETTLED, i -> SERIES[i]);
    Quality spoilt = after(SETTLED, i -> i == GLITCH ? glitch : SERIES[i]);
    assertThat(clean.combined()).as("there is something to learn").isLessThan(clean.lastValue());
    assertThat(spoilt.combined()).isLessThan(1.02 * spoilt.lastValue());
    assertThat(spoilt.width()).isLessThan(2 * clean.width());
  }

  /** Their differences are no numbers any more: whatever was made of those would stay. */
  @Test
  void theLargestNumbersAtTheBeginningDoNotKillAMember() {
    Quality spoilt =
        after(SETTLED, i -> i < 4 ? (i % 2 == 0 ? 1 : -1) * Double.MAX_VALUE : SERIES[i]);
    assertThat(spoilt.arx()).isLessThan(1.02 * spoilt.lastValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void oneAtTheBeginningDoesNotKeepAMemberFromLearning(int glitch) {
    Quality spoilt = after(SETTLED, i -> i == glitch ? 65_535 : SERIES[i]);
    assertThat(spoilt.combined()).isLessThan(1.02 * spoilt.lastValue());
  }
}
