package dev.eddy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.demo.CommittedTopic;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** More series than fit the heap give the forecasts of a heap that has room for all. */
final class Eviction {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String MODELS = "  - {type: arx, lags: {target: 4, inputs: 1}}";

  private final Path folder;
  private final int series;
  private final int rounds;

  /** Of so many series, each with as many records as there are rounds, in orders by chance. */
  Eviction(Path folder, int series, int rounds) {
    this.folder = folder;
    this.series = series;
    this.rounds = rounds;
  }

  /** Fails where a cache of some of them makes a difference. */
  void changesNothing(int live) throws Exception {
    List<String> records = new Readings(series, 5).rounds(rounds);
    try (Stage stage = new Stage(2)) {
      stage.send(records);
      Map<String, List<String>> few = run(stage, "few", live, records.size());
      Map<String, List<String>> all = run(stage, "all", 2 * series, records.size());
      assertThat(all).hasSize(series);
      all.forEach((name, forecasts) -> assertThat(few.get(name)).as(name).isEqualTo(forecasts));
      assertThat(few.keySet()).isEqualTo(all.keySet());
    }
  }

  private Map<String, List<String>> run(Stage stage, String name, int cache, int count)
      throws Exception {
    TopologySpec spec =
        Readings.topology(
            folder.resolve(name + ".yaml"),
            name,
            MODELS,
            "{cache: " + cache + "}",
            List.of("bootstrap.servers: " + stage.servers(), "num.stream.threads: 2"));
    long start = System.nanoTime();
    try (Stage.Performance engine = stage.new Performance(spec, folder)) {
      engine.awaitForecasts(count, PATIENCE);
      System.out.printf(
          "%d series, %d records, a cache of %d: %.0f evictions, %.0f s%n",
          series, count, cache, evictions(engine), (System.nanoTime() - start) / 1e9);
      assertThat(evictions(engine) > 0).as("evictions").isEqualTo(cache < series);
    }
    Map<String, List<String>> bySeries = new TreeMap<>();
    try (CommittedTopic forecasts = new CommittedTopic(stage.servers(), spec.sink().forecasts())) {
      forecasts.readToEnd(
          record ->
              bySeries
                  .computeIfAbsent(text(record.key()), key -> new ArrayList<>())
                  .add(text(record.value())));
    }
    return bySeries;
  }

  private static double evictions(Stage.Performance engine) {
    return engine.count("eddy.evicted.series");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
