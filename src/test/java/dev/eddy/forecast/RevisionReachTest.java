package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far back a series takes corrections. */
class RevisionReachTest {
  private static final long HOUR = 3_600_000;
  private static final int WEEK_LATER = 400 + 8 * 24;

  private static TopologySpec spec(int horizon, int inputLags) {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y], inputs: [x]}\nforecast: {publish: all, horizon: "
            + horizon
            + "}\nstep: {every: 1h, revisions: mask}\nfuture: {max: 365d}\n"
            + "state: {expire: 7d}\nmodels: [{name: arx, type: arx, lags: {target: 3, inputs: "
            + inputLags
            + "}}]\n";
    return TopologyFile.parse("t.yaml", yaml, name -> Optional.empty()).spec();
  }

  private static Outcome tell(SeriesForecaster forecaster, int hour, double y) {
    return forecaster.accept(
        new Observation(
            "s",
            hour * HOUR,
            new double[] {y},
            new double[] {StrictMath.cos(hour) + (y > 100 ? y : 0)},
            new double[0][]));
  }

  private static double value(int hour) {
    return 20 + 8 * StrictMath.sin(hour * StrictMath.PI / 12) + StrictMath.sin(hour);
  }

  private static Outcome step(SeriesForecaster forecaster, int hour) {
    return tell(forecaster, hour, value(hour));
  }

  private static SeriesForecaster learned(TopologySpec spec) {
    SeriesForecaster forecaster = new SeriesForecaster(spec);
    for (int hour = 1; hour <= 400; hour++) {
      step(forecaster, hour);
    }
    return forecaster;
  }

  /** Longer than a week, which the calendar offers. */
  @ParameterizedTest
  @CsvSource({"200, 2", "2, 200"})
  void asFarAsTheHorizonOrTheLongestLagOfAnInput(int horizon, int inputLags) {
    SeriesForecaster misled = learned(spec(horizon, inputLags));
    SeriesForecaster other = learned(spec(horizon, inputLags));
    misled.freeze(true);
    other.freeze(true);
    tell(misled, 401, 1e6);
    tell(other, 401, 50);
    for (int hour = 402; hour <= 600; hour++) {
      step(misled, hour);
      step(other, hour);
    }
    assertThat(tell(misled, 400, 0).verdict()).as("200 steps ago").isEqualTo(Verdict.REJECTED);
    assertThat(tell(misled, 401, 30).verdict()).isEqualTo(Verdict.REVISION);
    assertThat(tell(other, 401, 30).verdict()).isEqualTo(Verdict.REVISION);
    List<ModelForecast> said = step(misled, 601).steps().get(0).forecasts();
    List<ModelForecast> expected = step(other, 601).steps().get(0).forecasts();
    assertThat(said).hasSameSizeAs(expected);
    for (int f = said.size() - 1; f >= 0; f--) {
      assertThat(said.get(f).mean()).as(said.get(f).model()).isDeepEqualTo(expected.get(f).mean());
    }
  }

  @Test
  void notToBeforeAnExpiryOfWhichNothingIsLeftEither() {
    SeriesForecaster corrected = learned(spec(3, 2));
    SeriesForecaster other = learned(spec(3, 2));
    assertThat(tell(corrected, 400, 0).verdict()).isEqualTo(Verdict.REVISION);
    StepForecast next = step(corrected, WEEK_LATER).steps().get(0);
    assertThat(next.events()).containsExactly("revision", "expired");
    assertThat(next.steps()).isOne();
    step(other, WEEK_LATER);
    assertThat(ArchiveWriter.bytesOf(corrected)).isEqualTo(ArchiveWriter.bytesOf(other));
    assertThat(tell(corrected, 399, 0).verdict()).isEqualTo(Verdict.REJECTED);
  }

  @Test
  void fromTheFirstStepAfterAnExpiryOn() {
    SeriesForecaster forecaster = learned(spec(3, 2));
    step(forecaster, WEEK_LATER);
    SeriesForecaster lost = new SeriesForecaster(spec(3, 2));
    ArchiveReader.load(ArchiveWriter.bytesOf(forecaster), lost);
    for (SeriesForecaster each : new SeriesForecaster[] {forecaster, lost}) {
      assertThat(tell(each, WEEK_LATER, 0).verdict()).isEqualTo(Verdict.REVISION);
      assertThat(step(each, WEEK_LATER + 1).steps().get(0).events()).containsExactly("revision");
    }
    assertThat(ArchiveWriter.bytesOf(lost)).isEqualTo(ArchiveWriter.bytesOf(forecaster));
  }
}
