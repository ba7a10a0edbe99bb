package dev.eddy.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.backtest.replay.ReplayFixture;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.series.Step;
import dev.eddy.spec.TopologySpec;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is found out about forecasts whose errors are known. */
class StudyTest {
  private static final int H = 2;
  private static final long HOUR = 3_600_000;
  private static final long START = 1_704_067_200_000L; // a Monday, at midnight in UTC

  private static final TopologySpec SPEC =
      ReplayFixture.spec(
          "name: s\nsource: {topic: t, time: time, targets: [y]}\nstep: {every: 1h}\n"
              + "forecast: {horizon: 2, quantiles: [0.1, 0.9]}\n");

  private static double value(long n) {
    return n % 24 < 12 ? 3 * n : 3 * n + 6; // changes by 3, at noon by 9 and at midnight by −3
  }

  /** Says the value, so much too high, between quantiles that are so wide. */
  private static ModelForecast says(String model, long n, double off, double half) {
    double[] mean = {value(n + 1) + off, value(n + 2) + off};
    double[][] quantiles = {
      {mean[0] - half, mean[1] - half}, {mean[0] + half, mean[1] + half},
    };
    return new ModelForecast(model, new double[][] {mean}, new double[][][] {quantiles});
  }

  private static StepForecast step(long n, List<ModelForecast> forecasts, List<String> events) {
    return new StepForecast(
        new Step(
            START / HOUR + n,
            START + n * HOUR,
            new double[] {value(n)},
            new double[0],
            new double[0][]),
        n + 1,
        false,
        forecasts,
        List.of(),
        List.of(),
        List.of(Anomaly.UNKNOWN),
        events);
  }

  private static Findings study(int steps, boolean night) {
    Study study = new Study(SPEC, List.of("arx", "combined"), OptionalDouble.empty());
    SplittableRandom random = new SplittableRandom(9);
    for (long n = 0; n < steps; n++) {
      double off = night && n % 24 < 6 ? 4 : 1;
      study
          .series("s")
          .step(
              step(
                  n,
                  List.of(
                      says("combined", n, off, n % 2 == 0 ? 5 : 0.5),
                      says("arx", n, 2 + random.nextGaussian(), 5)),
                  List.of()),
              true);
    }
    return study.findings();
  }

  @Test
  void theCombinationIsTheReferenceAndIsToldFromWhoIsWorse() {
    Findings found = study(3_000, false);
    assertThat(found.models()).containsExactly("combined", "arx");
    assertThat(found.contenders())
        .containsExactly(
            "combined", "arx", "last value", "one day ago", "one week ago", "Holt-Winters");
    Comparisons comparisons = found.comparisons();
    // A straight line with a day's season is what smoothing follows to the last bit.
    assertThat(comparisons.sentence())
        .isEqualTo(
            "combined is better than arx, last value, one day ago and one week ago. combined is"
                + " worse than Holt-Winters. With 90 % confidence the best is Holt-Winters.");
    // All horizons have the error 1, and a day ago is 72 off, whatever the scale is.
    assertThat(comparisons.ratios().get("combined").get("one day ago"))
        .isCloseTo(1.0 / 72, within(1e-12));
    assertThat(comparisons.relative().get(comparisons.best()).ratio()).isEqualTo(1);
    assertThat(comparisons.against().get(0).byHorizon())
        .extracting(DieboldMariano::horizon)
        .containsExactly(1, 2);
    assertThat(comparisons.against().get(0).all().count()).isEqualTo(3_000 - 1_000 - H);
  }

  @Test
  void lossesAreScaledByTheWarmupAndToldOverTime() {
    Findings found = study(3_000, false);
    double change = 0;
    for (int n = 1; n < 1_000; n++) {
      change += Math.abs(value(n) - value(n - 1)) / 999;
    }
    double scaled = 1 / change;
    assertThat(found.overTime().blocks())
        .allSatisfy(block -> assertThat(block.losses()[0]).isCloseTo(scaled, within(1e-9)));
    assertThat(found.overTime().blocks().get(5).coverage()).isEqualTo(0.5);
    assertThat(found.conditions().byDay()[0]).hasSize(7);
    for (double loss : found.conditions().byDay()[0]) {
      assertThat(loss).isCloseTo(scaled, within(1e-9));
    }
  }

  @Test
  void hoursAreThoseOfTheValue() {
    double[] byHour = study(3_000, true).conditions().byHour()[0];
    // Forecasts from 0 to 5 o'clock are bad: values from 1 to 7, those at 1 and 7 by one of two.
    assertThat(byHour[0]).isEqualTo(byHour[12]);
    assertThat(byHour[3]).isCloseTo(4 * byHour[12], within(1e-9));
    assertThat(byHour[7]).isCloseTo(2.5 * byHour[12], within(1e-9));
    assertThat(byHour[8]).isEqualTo(byHour[12]);
  }

  @Test
  void seriesTogetherAreToldByStretchesOfTime() {
    Study study = new Study(SPEC, List.of("combined", "arx"), OptionalDouble.empty());
    SplittableRandom random = new SplittableRandom(2);
    for (long n = 0; n < 2_500; n++) {
      double shared = random.nextGaussian();
      for (String name : List.of("a", "b", "c")) {
        List<ModelForecast> forecasts =
            List.of(
                says("combined", n, 3 + shared, 5), says("arx", n, 3 + random.nextGaussian(), 5));
        study.series(name).step(step(n, forecasts, List.of()), true);
      }
    }
    Comparisons comparisons = study.findings().comparisons();
    assertThat(comparisons.sentence()).contains("combined cannot be told from arx");
    assertThat(comparisons.sentence()).startsWith("combined is better than last value");
    assertThat(comparisons.against()).allSatisfy(one -> assertThat(one.isTested()).isTrue());
    assertThat(comparisons.stretches()).isGreaterThan(50);
    assertThat(comparisons.against().get(0).byHorizon()).isEmpty();
    assertThat(study.findings().bySeries()).containsOnlyKeys("a", "b", "c");
  }

  /** Of steps of a minute, 3,000 do not reach a week, and hardly a day. */
  @Test
  void aYardstickThatTheDataDoesNotReachSilencesNobody() {
    TopologySpec minutes =
        ReplayFixture.spec(
            "name: s\nsource: {topic: t, time: time, targets: [y]}\nstep: {every: 1m}\n"
                + "forecast: {horizon: 2, quantiles: [0.1, 0.9]}\n");
    Study study = new Study(minutes, List.of("combined", "arx"), OptionalDouble.empty());
    SplittableRandom random = new SplittableRandom(5);
    for (long n = 0; n < 3_000; n++) {
      for (String name : List.of("a", "b")) {
        List<ModelForecast> forecasts =
            List.of(says("combined", n, 1, 5), says("arx", n, 3 + random.nextGaussian(), 5));
        study.series(name).step(step(n, forecasts, List.of()), true);
      }
    }
    Comparisons found = study.findings().comparisons();
    assertThat(found.sentence())
        .startsWith("combined is better than arx, last value")
        .contains("There is too little to compare it with one week ago.");
    assertThat(found.confidenceSet()).containsKeys("combined", "arx", "last value");
    assertThat(found.confidenceSet()).doesNotContainKey("one week ago");
    assertThat(found.best()).isEqualTo("last value");
  }

  @Test
  void afterASilenceNobodyIsJudgedByAnotherStep() {
    Study study = new Study(SPEC, List.of("combined"), OptionalDouble.empty());
    for (long n = 0; n < 3_000; n++) {
      if (n % 100 < 93) {
        study.series("s").step(step(n, List.of(says("combined", n, 1, 5)), List.of()), true);
      }
    }
    Findings found = study.findings();
    double first = found.conditions().byHour()[0][0];
    for (double loss : found.conditions().byHour()[0]) {
      assertThat(loss).isCloseTo(first, within(1e-9));
    }
    assertThat(found.pictures().get("s").steps())
        .filteredOn(shown -> Double.isNaN(shown.mean()))
        .hasSize(21);
  }

  @Test
  void ofAShortSeriesNothingIsSaid() {
    Findings found = study(1_000, false);
    assertThat(found.comparisons().confidenceSet()).isEmpty();
    assertThat(found.comparisons().against())
        .allSatisfy(one -> assertThat(one.all().pValue()).isNaN());
    assertThat(found.comparisons().sentence()).isEmpty();
    assertThat(found.overTime().blocks()).isEmpty();
    assertThat(found.pictures().get("s").steps()).hasSize(1_000);
  }
}
