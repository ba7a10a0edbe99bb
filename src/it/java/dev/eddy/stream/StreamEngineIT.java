package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eddy.config.TopologyText;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.Metrics;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamEngineIT {
  private static InProcessBroker broker;
  private static Topics topics;

  @TempDir private Path directory;

  @BeforeAll
  static void startBroker() {
    broker = InProcessBroker.start();
    topics = new Topics(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    broker.close();
  }

  @Test
  void goesOnBitForBitWhereItsDiskIsLost() throws Exception {
    TopologySpec spec = spec(broker.bootstrapServers());
    List<String> records = Streams.records(1_600, 4);
    Map<String, List<String>> expected = Streams.expected(spec, records);
    List<String> first = records.subList(0, 900);
    byte[] large = new byte[2 << 20];
    int soFar = count(Streams.expected(spec, first));
    try (StreamEngine engine = start(spec, directory.resolve("one"), true)) {
      topics.sendAll("readings", first);
      topics.sendRaw("readings", new byte[] {1, 2, 3});
      topics.sendRaw("readings", large);
      assertThat(count(topics.readBySeries("rooms-forecasts", soFar))).isEqualTo(soFar);
      await().atMost(Duration.ofSeconds(10)).until(() -> engine.status().ready());
    }
    try (StreamEngine engine = start(spec, directory.resolve("another"), false)) {
      topics.sendAll("readings", records.subList(900, records.size()));
      assertThat(topics.readBySeries("rooms-forecasts", count(expected))).isEqualTo(expected);
      assertThat(engine.status().live()).isTrue();
    }
    List<ConsumerRecord<byte[], byte[]>> rejected = topics.read("rooms-rejected", 2);
    assertThat(rejected).hasSize(2);
    assertThat(rejected.get(0).value()).containsExactly(1, 2, 3);
    assertThat(rejected.get(1).value()).isEqualTo(large);
  }

  @Test
  void keepsStatesThatAreLargerThanARecord() throws Exception {
    TopologySpec spec = Streams.large(broker.bootstrapServers());
    assertThat(StateSizes.of(Generation.of(spec, TopologyText.NOTATION)).snapshotBytes())
        .as("Kafka's limit is a mebibyte unless it is told otherwise")
        .isGreaterThan(1_100_000);
    List<String> records = Streams.records(620, 2);
    try (StreamEngine engine = start(spec, directory, true)) {
      topics.sendAll("large-readings", records);
      Map<String, List<String>> expected = Streams.expected(spec, records);
      assertThat(topics.readBySeries("large-forecasts", count(expected))).isEqualTo(expected);
      assertThat(topics.read("large-snapshots-changelog", 4))
          .as("snapshots in pieces that any topic takes")
          .hasSizeGreaterThanOrEqualTo(4)
          .allSatisfy(piece -> assertThat(piece.value()).hasSizeLessThan(1_000_000));
      assertThat(engine.status().ready()).isTrue();
    }
  }

  @Test
  void saysWhichTopicsAreMissing() {
    TopologySpec spec = Streams.named("others", spec(broker.bootstrapServers()));
    assertThatThrownBy(() -> start(spec, directory, false))
        .isInstanceOf(StreamFailure.class)
        .hasMessageStartingWith("topics ")
        .hasMessageContaining("others-forecasts, others-learning, others-rejected do not exist")
        .hasMessageEndingWith("; --create-topics makes them");
  }

  @Test
  void saysThatNoBrokerAnswers() {
    assertThatThrownBy(() -> start(spec("localhost:1"), directory, false))
        .isInstanceOf(StreamFailure.class)
        .hasMessage("no Kafka broker answers at localhost:1 within 10 seconds");
  }

  private static TopologySpec spec(String servers) {
    return Streams.bySeries("2", Map.of("bootstrap.servers", servers));
  }

  static int count(Map<String, List<String>> bySeries) {
    return bySeries.values().stream().mapToInt(List::size).sum();
  }

  private static StreamEngine start(TopologySpec spec, Path directory, boolean createTopics) {
    try (Metrics metrics = new Metrics()) {
      return StreamEngine.start(
          Generation.of(spec, TopologyText.NOTATION),
          new StreamEngine.Options(directory, createTopics, Optional.empty(), true),
          new EngineMeters(metrics.registry(), spec),
          metrics.registry());
    }
  }
}
