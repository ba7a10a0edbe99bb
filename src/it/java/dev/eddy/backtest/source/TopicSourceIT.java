package dev.eddy.backtest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.replay.Progress;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.config.TopologyFile;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.WarmStarts;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of a topic, read as a stream would read it. */
class TopicSourceIT {
  private static final long HOUR = 3_600_000;
  private static final int STEPS = 60;

  @TempDir private static Path folder;
  private static InProcessBroker broker;
  private static KafkaProducer<String, String> producer;

  @BeforeAll
  static void start() {
    broker = InProcessBroker.start();
    broker.createTopics(
        Map.of("by-pump", 3, "bounded", 1, "growing", 2, "scattered", 2, "empty", 2));
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "history"),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
  }

  @AfterAll
  static void stop() {
    producer.close();
    broker.close();
  }

  private static TopologySpec spec(String servers) {
    return TopologyFile.parse(
            "pumps.yaml",
            "name: pumps\n"
                + "source: {topic: by-pump, series: [pump], time: time, targets: [load]}\n"
                + "step: {every: 1h}\nforecast: {horizon: 3}\n"
                + "models: [{name: arx, type: arx}, {name: lstm, type: lstm, units: 4}]\n"
                + "kafka: {bootstrap.servers: \""
                + servers
                + "\", consumer.max.poll.records: \"7\"}\n",
            name -> Optional.empty())
        .spec();
  }

  private static TopologySpec spec() {
    return spec(broker.bootstrapServers());
  }

  private static void send(String topic, Integer partition, String pump, int step) {
    String json =
        "{\"pump\":\"" + pump + "\",\"time\":" + HOUR * step + ",\"load\":" + load(step) + "}";
    producer.send(new ProducerRecord<>(topic, partition, HOUR * step, pump, json));
  }

  private static double load(int step) {
    return step * 7919 % 101 / 10.0 + step % 24;
  }

  private static List<String> read(RowSource source) {
    List<String> positions = new ArrayList<>();
    try (InputRows rows = source.open(spec())) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        positions.add(row.get().position().toString());
      }
      assertThat(rows.share()).isEqualTo(1);
    }
    return positions;
  }

  private static BacktestResult replay(RowSource source, Path out) {
    BacktestRequest request =
        new BacktestRequest(spec(), source, List.of(), 2, WarmStarts.NONE, Options.NONE);
    return new ReportedBacktest(request, new Destination(out, "test"), Progress.NONE).run();
  }

  /** Series come in another order, and each in its own. */
  private static List<String> sorted(Path table) throws IOException {
    return Files.readAllLines(table).stream().sorted().toList();
  }

  @Test
  void forecastsAreThoseOfTheFile() throws IOException {
    List<String> pumps = List.of("a", "b", "c", "d", "e");
    List<String> lines = new ArrayList<>(List.of("pump,time,load"));
    producer.beginTransaction();
    for (int step = 0; step < STEPS; step++) {
      for (String pump : pumps) {
        lines.add(pump + "," + HOUR * step + "," + load(step));
        send("by-pump", null, pump, step);
      }
    }
    producer.commitTransaction();
    producer.beginTransaction();
    pumps.forEach(pump -> send("by-pump", null, pump, STEPS));
    producer.flush();
    producer.abortTransaction();
    Path file = Files.write(folder.resolve("pumps.csv"), lines);
    Path ofFile = folder.resolve("of-file");
    Path ofTopic = folder.resolve("of-topic");
    replay(new FileSource(file), ofFile);
    BacktestResult result = replay(new TopicSource("by-pump", TimeRange.ALL), ofTopic);
    assertThat(result.rows()).isEqualTo((long) STEPS * pumps.size());
    assertThat(result.notes()).isEmpty();
    for (String table : List.of("forecasts.csv", "quantiles.csv", "anomalies.csv")) {
      assertThat(sorted(ofTopic.resolve(table))).isEqualTo(sorted(ofFile.resolve(table)));
    }
    assertThat(Files.readString(ofTopic.resolve("run.json")))
        .contains("\"input\":\"topic by-pump\"", result.inputSha256());
    assertThat(replay(new TopicSource("by-pump", TimeRange.ALL), ofTopic).inputSha256())
        .isEqualTo(result.inputSha256());
  }

  @Test
  void aRangeIsOfTheTimesThatRecordsAreStamped() {
    producer.beginTransaction();
    for (int step : new int[] {0, 1, 2, 4, 3, 5}) {
      send("bounded", 0, "a", step);
    }
    producer.commitTransaction();
    TimeRange middle = new TimeRange(OptionalLong.of(2 * HOUR), OptionalLong.of(5 * HOUR));
    assertThat(read(new TopicSource("bounded", middle))).containsExactly("0@2", "0@3", "0@4");
    TimeRange later = new TimeRange(OptionalLong.of(9 * HOUR), OptionalLong.empty());
    assertThatThrownBy(() -> replay(new TopicSource("bounded", later), folder.resolve("later")))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage("topic bounded: has no records stamped from 1970-01-01T09:00:00Z");
    assertThatThrownBy(
            () -> replay(new TopicSource("empty", TimeRange.ALL), folder.resolve("empty")))
        .hasMessage("topic empty: has no records");
  }

  @Test
  void whatComesAfterTheStartIsLeftOut() {
    producer.beginTransaction();
    send("growing", 0, "a", 0);
    send("growing", 1, "b", 0);
    producer.commitTransaction();
    int count = 0;
    try (InputRows rows = new TopicSource("growing", TimeRange.ALL).open(spec())) {
      producer.beginTransaction();
      send("growing", 0, "a", 1);
      send("growing", 1, "b", 1);
      producer.commitTransaction();
      while (rows.next().isPresent()) {
        count++;
      }
    }
    assertThat(count).isEqualTo(2);
  }

  @Test
  void aSeriesInSeveralPartitionsIsMergedByTimestampAndSaidSo() {
    producer.beginTransaction();
    for (int step = 0; step < 40; step++) {
      send("scattered", step % 2, "a", step);
    }
    send("scattered", 1, "a", 7); // late in its partition, and not moved
    send("scattered", 1, "b", 50);
    producer.commitTransaction();
    List<String> positions = read(new TopicSource("scattered", TimeRange.ALL));
    assertThat(positions).startsWith("0@0", "1@0", "0@1", "1@1").endsWith("1@20", "1@21");
    BacktestResult result =
        replay(new TopicSource("scattered", TimeRange.ALL), folder.resolve("scattered"));
    assertThat(result.steps()).isEqualTo(41);
    assertThat(result.notes())
        .anyMatch(
            note ->
                note.startsWith("topic scattered: 1 of 2 series lie in several partitions: ")
                    && note.endsWith("a deployment may have taken them in another"));
  }

  @Test
  void whatIsNotThereIsOneSentence() throws IOException {
    assertThatThrownBy(() -> new TopicSource("none", TimeRange.ALL).open(spec()))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage("topic none: there is no such topic at " + broker.bootstrapServers());
    String nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = "127.0.0.1:" + socket.getLocalPort();
    }
    try (TopicReader reader = new TopicReader("by-pump", spec(nobody), Duration.ofSeconds(2))) {
      assertThatThrownBy(() -> reader.begin(TimeRange.ALL))
          .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isFalse())
          .hasMessage("no Kafka broker answers at " + nobody + " within 2 seconds");
    }
    assertThatThrownBy(() -> new TopicSource("by-pump", TimeRange.ALL).open(spec("none")))
        .isInstanceOf(BacktestFailure.class)
        .hasMessageStartingWith("topic by-pump, at none: cannot be read: ");
  }
}
