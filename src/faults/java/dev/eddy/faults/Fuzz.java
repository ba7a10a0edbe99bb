package dev.eddy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.demo.CommittedTopic;
import dev.eddy.series.Rejection;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Spoiled records among good ones: each is refused and kept, or learned as what it says. */
final class Fuzz {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<byte[]> values = new ArrayList<>();
  private final Map<Long, Rejection> rejections = new HashMap<>(); // by offset
  private final Map<String, Deque<String>> forecasts = new TreeMap<>(); // by series
  private final Path folder;
  private long unharmed;

  /** With so many spoiled ones, and twice as many good ones around them. */
  Fuzz(Path folder, int spoiled) {
    this.folder = folder;
    Readings readings = new Readings(8, 3);
    Mutations mutations = new Mutations(17);
    for (int i = 0; i < spoiled; i++) {
      values.add(bytes(readings.next()));
      values.add(mutations.of(readings.next()));
      values.add(bytes(readings.next()));
    }
  }

  /** Fails where a bad record is not told from a good one, or does harm. */
  void isSurvived() throws Exception {
    try (Stage stage = new Stage(1)) {
      TopologySpec spec =
          Readings.topology(
              folder.resolve("fuzz.yaml"),
              "fuzz",
              "  - {type: arx, lags: {target: 4, inputs: 1}}\n"
                  + "  - {type: lstm, units: 4, truncation: {every: 4, window: 8}}",
              "{cache: 100}",
              List.of("bootstrap.servers: " + stage.servers(), "num.stream.threads: 1"));
      expect(spec);
      assertThat(rejections.size()).isGreaterThan(values.size() / 9);
      stage.sendRaw(values);
      try (Stage.Performance engine = stage.new Performance(spec, folder)) {
        engine.awaitForecasts(forecastCount(), PATIENCE);
        assertThat(engine.isLive()).isTrue();
      }
      long expected = forecastCount();
      read(stage, spec.sink().forecasts(), this::checkForecast);
      assertThat(unharmed).isEqualTo(expected);
      int refused = rejections.size();
      read(stage, spec.sink().rejected(), this::checkRejected);
      assertThat(rejections).as("records that were not rejected").isEmpty();
      System.out.printf(
          "%d records, %d spoiled: %d rejected, %d forecasts equal%n",
          values.size(), values.size() / 3, refused, unharmed);
    }
  }

  private void expect(TopologySpec spec) {
    Alone alone = new Alone(spec);
    for (int offset = 0; offset < values.size(); offset++) {
      Alone.Said said = alone.learn(values.get(offset));
      if (said.rejection().isPresent()) {
        rejections.put((long) offset, said.rejection().get());
      }
      forecasts.computeIfAbsent(said.series(), name -> new ArrayDeque<>()).addAll(said.forecasts());
    }
  }

  private long forecastCount() {
    return forecasts.values().stream().mapToLong(Deque::size).sum();
  }

  private static void read(
      Stage stage, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (CommittedTopic records = new CommittedTopic(stage.servers(), topic)) {
      records.readToEnd(reader::accept);
    }
  }

  private void checkForecast(ConsumerRecord<byte[], byte[]> record) {
    String series = new String(record.key(), StandardCharsets.UTF_8);
    assertThat(new String(record.value(), StandardCharsets.UTF_8))
        .as("forecast of %s", series)
        .isEqualTo(Optional.ofNullable(forecasts.get(series)).map(Deque::poll).orElse(null));
    unharmed++;
  }

  private void checkRejected(ConsumerRecord<byte[], byte[]> record) {
    long offset = Long.parseLong(header(record, "eddy.offset"));
    Rejection rejection = rejections.remove(offset);
    assertThat(rejection)
        .as("record %d is refused, once; now for %s", offset, header(record, "eddy.detail"))
        .isNotNull();
    assertThat(header(record, "eddy.reason")).isEqualTo(rejection.reason().label());
    assertThat(header(record, "eddy.detail")).isEqualTo(rejection.detail());
    assertThat(record.value()).as("record %d", offset).isEqualTo(values.get((int) offset));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    assertThat(header).as(name).isNotNull();
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
