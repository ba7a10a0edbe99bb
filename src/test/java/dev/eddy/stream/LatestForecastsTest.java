package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.observe.rest.RecentErrors;
import dev.eddy.observe.rest.SeriesDetails;
import dev.eddy.observe.rest.SeriesSummary;
import dev.eddy.series.Step;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatestForecastsTest {
  private static final TopologySpec SPEC = Streams.bySeries("100", Map.of()); // three steps ahead
  private static final double NONE = Double.NaN;

  @TempDir private Path directory;

  @Test
  void showsTheVeryBytesOfTheTopics() {
    try (Rig rig = new Rig(SPEC, directory)) {
      rig.sendAll(Streams.records(400, 3));
      Map<String, String> forecasts = new LinkedHashMap<>();
      for (TestRecord<byte[], byte[]> record : rig.forecasts()) {
        String value = Streams.text(record.value());
        String model = value.contains("\"model\":\"combined\"") ? "combined" : "arx";
        forecasts.put(Streams.text(record.key()) + " " + model, value);
      }
      Map<String, String> reports = new LinkedHashMap<>();
      rig.learning()
          .forEach(record -> reports.put(Streams.text(record.key()), Streams.text(record.value())));
      assertThat(forecasts).hasSize(6);
      assertThat(rig.latest.summaries()).hasSize(3);
      for (String room : List.of("room-0", "room-1", "room-2")) {
        SeriesDetails details = rig.latest.find(room).orElseThrow();
        assertThat(details.forecasts().keySet()).containsExactly("combined", "arx");
        details
            .forecasts()
            .forEach(
                (model, bytes) ->
                    assertThat(Streams.text(bytes)).isEqualTo(forecasts.get(room + " " + model)));
        assertThat(Streams.text(details.reports().get("arx"))).isEqualTo(reports.get(room));
        assertThat(details.summary().steps()).isGreaterThan(100);
        assertThat(details.summary().skill()).isBetween(0.3, 1.5);
        assertThat(details.events()).isNotEmpty();
        assertThat(details.errors().times())
            .hasSize(ErrorRing.STEPS)
            .last()
            .isEqualTo(details.summary().origin());
      }
      assertThat(rig.latest.find("room-3")).isEmpty();
    }
  }

  @Test
  void forgetsATaskThatEnds() {
    LatestForecasts latest = new LatestForecasts(SPEC);
    LatestOfTask first = latest.begin();
    LatestOfTask second = latest.begin();
    first.show("a", published(0, 1, 2));
    second.show("b", published(0, 1, 2));
    first.close();
    assertThat(latest.find("a")).isEmpty();
    assertThat(latest.summaries().map(SeriesSummary::series)).containsExactly("b");
  }

  @Test
  void keepsTheLastErrorsOfBoth() {
    LatestForecasts latest = new LatestForecasts(SPEC);
    LatestOfTask task = latest.begin();
    for (int i = 0; i < ErrorRing.STEPS + 6; i++) {
      task.show("a", published(i, i, 2.0 * i));
    }
    task.show("a", published(99, NONE, NONE)); // nothing is known: no step of it
    RecentErrors errors = latest.find("a").orElseThrow().errors();
    assertThat(errors.horizons()).containsExactly(1, 3);
    assertThat(errors.times()).hasSize(ErrorRing.STEPS);
    assertThat(errors.times().get(0)).isEqualTo(Instant.ofEpochMilli(6));
    assertThat(errors.targets().get(0).combined()[0]).startsWith(6, 7, 8).endsWith(68, 69);
    assertThat(errors.targets().get(0).combined()[1]).startsWith(60, 70, 80);
    assertThat(errors.targets().get(0).lastValue()[0]).startsWith(12, 14);
  }

  /** Two steps: sums over the horizons known to both, the older faded. */
  @Test
  void comparesWithTheLastValue() {
    LatestForecasts latest = new LatestForecasts(SPEC);
    LatestOfTask task = latest.begin();
    assertThat(skill(latest, task, published(0, NONE, 4))).isNaN();
    assertThat(skill(latest, task, published(1, 1, 4))).isCloseTo(0.25, within(1e-12));
    double kept = 255.0 / 256;
    assertThat(skill(latest, task, published(2, 3, 2)))
        .isCloseTo((kept * 16 + 48) / (kept * 64 + 32), within(1e-12));
  }

  private static double skill(LatestForecasts latest, LatestOfTask task, Published published) {
    task.show("a", published);
    return latest.find("a").orElseThrow().summary().skill();
  }

  @Test
  void letsThoseGoThatNothingHasComeOfForTheLongest() {
    LatestForecasts ample = new LatestForecasts(SPEC);
    LatestSeries one = ample.blank("a");
    one.show(published(0, 1, 2));
    LatestForecasts latest = new LatestForecasts(SPEC, 2 * (3 * one.bytes() + 100));
    LatestOfTask task = latest.begin();
    latest.begin(); // which has half of the room
    for (String name : List.of("a", "b", "c", "a", "d")) {
      task.show(name, published(0, 1, 2));
    }
    assertThat(latest.summaries().map(SeriesSummary::series))
        .containsExactlyInAnyOrder("a", "c", "d");
    byte[] large = new byte[(int) (4 * one.bytes())];
    Published published = published(1, 1, 2);
    published.forecasts().put("combined", large);
    task.show("c", published);
    assertThat(latest.summaries().map(SeriesSummary::series)).containsExactly("c");
  }

  /** Errors of so much one step ahead, five and ten times that further on. */
  private static Published published(long millis, double combined, double lastValue) {
    Step step = new Step(millis, millis, new double[] {1}, new double[0], new double[0][]);
    List<Settled> settled =
        List.of(
            new Settled(
                "combined",
                0,
                new double[] {combined, 5 * combined, 10 * combined},
                new double[0][],
                new double[0]),
            new Settled(
                "last-value",
                0,
                new double[] {lastValue, 5 * lastValue, 10 * lastValue},
                new double[0][],
                new double[0]));
    return new Published(
        new StepForecast(
            step, millis, false, List.of(), settled, List.of(), List.of(), List.of("gap")));
  }
}
