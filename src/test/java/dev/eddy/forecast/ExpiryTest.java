package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.config.TopologyFile;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A series that was silent for longer than it is remembered. */
class ExpiryTest {
  private static final String STEP = "step: {every: 1m}";
  private static final long MONTH = Duration.ofDays(30).toMillis();

  private final SplittableRandom random = new SplittableRandom(8);

  private static TopologySpec spec(String... blocks) {
    String yaml =
        "name: t\nsource: {topic: t, targets: [y]}\nforecast: {horizon: 2}\n"
            + "models: [{name: arx, type: arx, lags: {target: 4}}]\n"
            + String.join("\n", blocks);
    return TopologyFile.parse("t.yaml", yaml, name -> Optional.empty()).spec();
  }

  private static Observation at(long epochMillis, double y) {
    return new Observation("s", epochMillis, new double[] {y}, new double[0], new double[0][]);
  }

  private Outcome feed(SeriesForecaster series, long from, int count) {
    Outcome last = null;
    for (int i = 0; i < count; i++) {
      last = series.accept(at(from + i * 60_000L, random.nextDouble()));
    }
    return last;
  }

  @ParameterizedTest
  @ValueSource(strings = {STEP, "seed: 1"})
  void beginsAnew(String step) {
    TopologySpec spec = spec(step, "future: {max: 365d}", "state: {expire: 7d}");
    SeriesForecaster series = new SeriesForecaster(spec);
    feed(series, 0, 300);
    SeriesForecaster fresh = new SeriesForecaster(spec);
    for (int i = 0; i < 1_200; i++) {
      Observation observation = at(MONTH + i * 60_000L, random.nextDouble());
      StepForecast expected = fresh.accept(observation).steps().get(0);
      StepForecast said = series.accept(observation).steps().get(0);
      assertThat(said.steps()).isEqualTo(i + 1);
      assertThat(said.events().contains("expired")).isEqualTo(i == 0);
      assertThat(said.events()).doesNotContain("gap", "reset");
      for (int f = 0; f < expected.forecasts().size(); f++) {
        assertThat(said.forecasts().get(f).mean())
            .isDeepEqualTo(expected.forecasts().get(f).mean());
        assertThat(said.forecasts().get(f).quantiles())
            .isDeepEqualTo(expected.forecasts().get(f).quantiles());
      }
    }
  }

  @Test
  void isRememberedUpToTheSpan() {
    TopologySpec spec = spec(STEP, "future: {max: 365d}", "state: {expire: 7d}");
    SeriesForecaster series = new SeriesForecaster(spec);
    feed(series, 0, 10);
    long last = 9 * 60_000L;
    StepForecast step = series.accept(at(last + Duration.ofDays(7).toMillis(), 1)).steps().get(0);
    assertThat(step.events()).containsExactly("gap", "reset");
    step = series.accept(at(last + Duration.ofDays(14).toMillis() + 60_000, 1)).steps().get(0);
    assertThat(step.events()).containsExactly("expired");
  }

  /** A clock gone wrong must not wipe what was learned. */
  @Test
  void aSingleRecordFarAheadDoesNotEndASeries() {
    SeriesForecaster series = new SeriesForecaster(spec(STEP, "state: {expire: 7d}"));
    feed(series, 0, 300);
    assertThat(series.accept(at(MONTH, 1)).verdict()).isEqualTo(Verdict.REJECTED);
    Outcome next = feed(series, 300 * 60_000L, 1);
    assertThat(next.steps().get(0).steps()).isEqualTo(301);
    assertThat(series.accept(at(MONTH, 1)).verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(series.accept(at(MONTH + 60_000, 1)).verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(series.accept(at(MONTH + 120_000, 1)).steps().get(0).events())
        .containsExactly("expired");
  }

  @Test
  void isToldFromWhatIsArchived() {
    TopologySpec spec = spec(STEP, "future: {max: 365d}", "state: {expire: 7d}");
    SeriesForecaster series = new SeriesForecaster(spec);
    feed(series, 0, 10);
    SeriesForecaster loaded = new SeriesForecaster(spec);
    ArchiveReader.load(ArchiveWriter.bytesOf(series), loaded);
    assertThat(loaded.accept(at(MONTH, 1)).steps().get(0).events()).containsExactly("expired");
  }
}
