package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.Observation;
import dev.eddy.series.Recall;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.TopologySpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A series that is told that an earlier value was wrong. */
class RevisionsTest {
  private static final long HOUR = 3_600_000;
  private static final double NONE = Double.NaN;
  private static final String EVERYTHING =
      """
      models:
        - {name: lstm, type: lstm, units: 4, truncation: {every: 4, window: 12}}
        - {name: rtrl, type: elman, units: 4, learning: rtrl}
        - {name: echo, type: echo-state, units: 8, lags: {target: 3, inputs: 2}}
        - {name: ridge, type: echo-state, units: 8, lags: {target: 3, inputs: 2}, readout: {type: ridge, every: 8, history: 100}}
        - {name: narx, type: narx, units: 4, lags: {target: 3, inputs: 2}}
        - {name: fitted, type: narx, units: 2, lags: {target: 2, inputs: 1, seasonal: 0}, optimizer: {type: levenberg-marquardt, history: 60}}
        - {name: arx, type: arx, lags: {target: 24, inputs: 2}}
      """;
  private static final String LINEAR = "models: [{name: arx, type: arx, lags: {target: 24}}]\n";

  private static TopologySpec spec(String revisions, String models) {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y], inputs: [x], known: [k]}\n"
            + "forecast: {horizon: 3, publish: all}\ngap: {max-steps: 40}\n"
            + "step: {every: 1h, revisions: "
            + revisions
            + "}\n"
            + models;
    return TopologyFile.parse("t.yaml", yaml, name -> Optional.empty()).spec();
  }

  private static Observation record(int hour, double y) {
    double x = new SplittableRandom(hour).nextDouble();
    return new Observation(
        "s", hour * HOUR, new double[] {y}, new double[] {x}, new double[][] {{1, 2, 3, 4}});
  }

  private static double value(int hour) {
    double noise = new SplittableRandom(3L * hour).nextDouble();
    return 20 + 8 * StrictMath.sin(hour * StrictMath.PI / 12) + noise;
  }

  private static StepForecast step(SeriesForecaster forecaster, int hour) {
    return forecaster.accept(record(hour, value(hour))).steps().get(0);
  }

  private static void assertSameForecasts(StepForecast actual, StepForecast expected) {
    assertThat(actual.forecasts()).hasSameSizeAs(expected.forecasts());
    for (int f = 0; f < expected.forecasts().size(); f++) {
      ModelForecast said = actual.forecasts().get(f);
      assertThat(said.mean()).as(said.model()).isDeepEqualTo(expected.forecasts().get(f).mean());
      assertThat(said.quantiles()).isDeepEqualTo(expected.forecasts().get(f).quantiles());
    }
  }

  /** A record; those at some hours are wrong, and corrected two records later. */
  private static Outcome tell(SeriesForecaster forecaster, int hour, int wrongEvery, double wrong) {
    boolean isWrong = hour % wrongEvery == 0;
    Outcome outcome = forecaster.accept(record(hour, isWrong ? wrong : value(hour)));
    int before = hour - 2;
    return before > 0 && before % wrongEvery == 0
        ? forecaster.accept(record(before, value(before)))
        : outcome;
  }

  @Test
  void isToldOnceAndCountsNoStepTwice() {
    SeriesForecaster forecaster = new SeriesForecaster(spec("mask", LINEAR));
    for (int hour = 1; hour <= 60; hour++) {
      step(forecaster, hour);
    }
    Outcome outcome = forecaster.accept(record(59, 0));
    assertThat(outcome.verdict()).isEqualTo(Verdict.REVISION);
    assertThat(outcome.changed()).isTrue();
    assertThat(outcome.steps()).isEmpty();
    assertThat(outcome.rejection()).isEmpty();
    assertThat(forecaster.accept(record(58, 0)).verdict()).isEqualTo(Verdict.REVISION);
    assertThat(forecaster.steps()).isEqualTo(60);
    StepForecast next = step(forecaster, 61);
    assertThat(next.steps()).isEqualTo(61);
    assertThat(next.events()).containsExactly("revision");
    assertThat(step(forecaster, 62).events()).isEmpty();
  }

  @Test
  void ignoredItIsADuplicateOrLateAndKeepsNothing() {
    SeriesForecaster ignoring = new SeriesForecaster(spec("ignore", LINEAR));
    SeriesForecaster masking = new SeriesForecaster(spec("mask", LINEAR));
    for (int hour = 1; hour <= 30; hour++) {
      assertSameForecasts(step(masking, hour), step(ignoring, hour));
    }
    byte[] bits = ArchiveWriter.bytesOf(ignoring);
    assertThat(ignoring.accept(record(30, 0)).verdict()).isEqualTo(Verdict.DUPLICATE);
    assertThat(ignoring.accept(record(29, 0)).verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(ArchiveWriter.bytesOf(ignoring)).isEqualTo(bits);
    assertThat(ArchiveWriter.bytesOf(masking)).startsWith(bits).hasSizeGreaterThan(bits.length);
  }

  /** Nothing that is learned differs where nothing is learned: so nothing may differ at all. */
  @ParameterizedTest
  @ValueSource(doubles = {1e6, -3, 0})
  void nothingButWhatWasLearnedKeepsTheWrongValue(double wrong) {
    TopologySpec spec = spec("mask", EVERYTHING);
    SeriesForecaster one = new SeriesForecaster(spec);
    SeriesForecaster other = new SeriesForecaster(spec);
    for (int hour = 1; hour <= 300; hour++) {
      step(one, hour);
      step(other, hour);
    }
    one.freeze(true);
    other.freeze(true);
    for (int hour = 301; hour <= 399; hour++) {
      tell(one, hour, 25, wrong);
      tell(other, hour, 25, 50);
      if (hour % 25 == 3) {
        assertSameForecasts(step(one, hour + 1), step(other, hour + 1));
        hour++;
      }
    }
    assertThat(Arrays.equals(ArchiveWriter.bytesOf(one), ArchiveWriter.bytesOf(other))).isTrue();
  }

  /** Last value, seasonal and the linear model see exactly what a masked series sees. */
  @Test
  void whereNothingIsLearnedItIsAsIfTheValueHadBeenMissing() {
    TopologySpec spec = spec("mask", EVERYTHING);
    SeriesForecaster corrected = new SeriesForecaster(spec);
    SeriesForecaster missing = new SeriesForecaster(spec);
    for (int hour = 1; hour <= 500; hour++) {
      step(corrected, hour);
      step(missing, hour);
    }
    corrected.freeze(true);
    missing.freeze(true);
    for (int hour = 501; hour <= 620; hour++) {
      boolean wrong = hour == 600 || hour == 617;
      corrected.accept(record(hour, wrong ? 1e6 : value(hour)));
      missing.accept(
          wrong
              ? new Observation(
                  "s",
                  hour * HOUR,
                  new double[] {NONE},
                  new double[] {NONE},
                  record(hour, 0).known())
              : record(hour, value(hour)));
    }
    assertThat(corrected.accept(record(617, value(617))).verdict()).isEqualTo(Verdict.REVISION);
    assertThat(corrected.accept(record(600, value(600))).verdict()).isEqualTo(Verdict.REVISION);
    StepForecast said = step(corrected, 621);
    StepForecast expected = step(missing, 621);
    for (int f = 0; f < said.forecasts().size(); f++) {
      String model = said.forecasts().get(f).model();
      boolean exact = model.equals("last-value") || model.equals("seasonal") || model.equals("arx");
      assertThat(said.forecasts().get(f).mean()[0])
          .as(model)
          .containsExactly(expected.forecasts().get(f).mean()[0], Offset.offset(exact ? 0 : 0.05));
    }
  }

  @Test
  void aLastValueThatWasWrongIsForgottenEvenWhereNothingElseIsKnown() {
    SeriesForecaster forecaster = new SeriesForecaster(spec("mask", LINEAR));
    forecaster.accept(record(1, 5));
    forecaster.accept(record(2, 1e6));
    forecaster.accept(record(2, 6));
    StepForecast next = forecaster.accept(record(3, NONE)).steps().get(0);
    assertThat(next.forecasts().get(0).mean()[0]).containsOnly(5);
  }

  @Test
  void savedAndLoadedAtAnyRecordItGoesOnBitForBit() {
    TopologySpec spec = spec("mask", EVERYTHING);
    SeriesForecaster undisturbed = new SeriesForecaster(spec);
    SeriesForecaster lost = new SeriesForecaster(spec);
    for (int hour = 1; hour <= 260; hour++) {
      if (hour >= 210 && hour < 225) {
        continue; // a gap
      }
      tell(undisturbed, hour, 9, 1e3);
      tell(lost, hour, 9, 1e3);
      if (hour > 150) {
        byte[] bits = ArchiveWriter.bytesOf(lost);
        lost = new SeriesForecaster(spec);
        ArchiveReader.load(bits, lost);
      }
    }
    assertThat(ArchiveWriter.bytesOf(lost)).isEqualTo(ArchiveWriter.bytesOf(undisturbed));
  }

  @Test
  void nothingIsCorrectedFromBeforeALongSilenceOrAThaw() {
    SeriesForecaster forecaster = new SeriesForecaster(spec("mask", LINEAR));
    for (int hour = 1; hour <= 20; hour++) {
      step(forecaster, hour);
    }
    assertThat(step(forecaster, 80).events()).contains("reset");
    assertThat(forecaster.accept(record(20, 0)).verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(forecaster.accept(record(80, 0)).verdict()).isEqualTo(Verdict.REVISION);
    step(forecaster, 81);
    forecaster.freeze(true);
    forecaster.freeze(false);
    assertThat(forecaster.accept(record(81, 0)).verdict()).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void whatIsFrozenStaysFrozen() {
    SeriesForecaster forecaster = new SeriesForecaster(spec("mask", LINEAR));
    for (int hour = 1; hour <= 100; hour++) {
      step(forecaster, hour);
    }
    forecaster.freeze(true);
    step(forecaster, 101);
    forecaster.accept(record(101, 0));
    assertThat(step(forecaster, 102).settled())
        .allSatisfy(settled -> assertThat(settled.absoluteError()).containsOnly(NONE));
  }

  @Test
  void publishedForecastsAreStillScored() {
    SeriesForecaster forecaster = new SeriesForecaster(spec("mask", LINEAR));
    for (int hour = 1; hour <= 99; hour++) {
      step(forecaster, hour);
    }
    double said = step(forecaster, 100).forecasts().get(0).mean()[0][0];
    forecaster.accept(record(100, 0));
    double error = step(forecaster, 101).settled().get(0).absoluteError()[0];
    assertThat(error).isEqualTo(Math.abs(said - value(101)));
  }

  @Test
  void aGrownSeriesHoldsAsMuchAsAnyEverWill() {
    TopologySpec spec = spec("mask", LINEAR);
    Blueprint blueprint = new Blueprint(spec);
    SeriesForecaster forecaster = new SeriesForecaster(blueprint);
    for (int hour = 1; hour <= 400; hour++) {
      step(forecaster, hour);
    }
    int most = ArchiveWriter.bytesOf(SeriesForecaster.grown(blueprint)).length;
    assertThat(ArchiveWriter.bytesOf(forecaster)).hasSizeLessThanOrEqualTo(most);
    int ignoring =
        ArchiveWriter.bytesOf(SeriesForecaster.grown(new Blueprint(spec("ignore", LINEAR)))).length;
    Recall recall = Recall.of(spec, new CalendarFeatures(new StepCalendar(spec)).seasons());
    int ofSteps = (recall.reach() + recall.warmUp()) * (8 * (1 + 1 + 4) + 4 + 33);
    assertThat(most - ignoring).isBetween(ofSteps, ofSteps + 32);
  }
}
