package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eddy.config.TopologyText;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a deployment begins, and where it goes on when something is gone. */
class BackfillIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static InProcessBroker broker;
  private static Topics topics;
  private static Admin admin;

  @TempDir private Path directory;

  @BeforeAll
  static void startBroker() {
    broker = InProcessBroker.start();
    topics = new Topics(broker.bootstrapServers());
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  @AfterAll
  static void stopBroker() {
    admin.close();
    topics.close();
    broker.close();
  }

  /** An engine and its meters. */
  private record Instance(StreamEngine engine, SimpleMeterRegistry registry)
      implements AutoCloseable {
    double learned() {
      return registry.get("eddy.records").tag("outcome", "accepted").counter().count();
    }

    double lost() {
      return registry.get("eddy.lost.records").counter().count();
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  private Instance start(TopologySpec spec, String state) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    return new Instance(
        StreamEngine.start(
            Generation.of(spec, TopologyText.NOTATION),
            new StreamEngine.Options(directory.resolve(state), true, Optional.empty(), true),
            new EngineMeters(registry, spec),
            registry),
        registry);
  }

  private static TopologySpec spec(String name, SourceStart start, PublishFrom from) {
    Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    broker.createTopics(Map.of(name + "-readings", 2));
    return Streams.beginning(name, Streams.bySeries("9", kafka), start, from);
  }

  /**
   * Two instances start at once on a history, go away in the middle of it, and another one without
   * a disk comes back when more has arrived.
   */
  @Test
  void publishesOnceWhatCameAfterTheFirstStartAndNothingOfHistory() throws Exception {
    TopologySpec spec = spec("backfill", SourceStart.EARLIEST, PublishFrom.NOW);
    List<String> records = Streams.records(5_300, 4);
    List<String> history = records.subList(0, 5_000);
    topics.sendAll("backfill-readings", history);
    CompletableFuture<Instance> other = CompletableFuture.supplyAsync(() -> start(spec, "other"));
    try (Instance one = start(spec, "one");
        Instance two = other.join()) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> one.learned() + two.learned() > 0);
      assertThat(one.learned() + two.learned()).as("it is still at it").isLessThan(5_000);
    }
    topics.sendAll("backfill-readings", records.subList(5_000, 5_150));
    try (Instance again = start(spec, "again")) {
      await().atMost(PATIENCE).until(again.engine()::status, status -> status.ready());
      topics.sendAll("backfill-readings", records.subList(5_150, records.size()));
      Map<String, List<String>> silent = Streams.expected(spec, history);
      Map<String, List<String>> said = new LinkedHashMap<>(Streams.expected(spec, records));
      said.replaceAll((series, all) -> all.subList(silent.get(series).size(), all.size()));
      assertThat(topics.readBySeries("backfill-forecasts", StreamEngineIT.count(said)))
          .isEqualTo(said);
    }
  }

  @Test
  void beginsAtATimeByTheTimestampsOfRecords() throws Exception {
    List<String> records = Streams.records(300, 4);
    spec("timed", SourceStart.LATEST, PublishFrom.START);
    topics.sendAll("timed-readings", records.subList(0, 100));
    Thread.sleep(5);
    SourceStart now = SourceStart.parse(Instant.now().toString());
    Thread.sleep(5);
    topics.sendAll("timed-readings", records.subList(100, 300));
    TopologySpec spec = spec("timed", now, PublishFrom.START);
    try (Instance one = start(spec, "one")) {
      Map<String, List<String>> expected = Streams.expected(spec, records.subList(100, 300));
      assertThat(one.lost()).isZero();
      assertThat(topics.readBySeries("timed-forecasts", StreamEngineIT.count(expected)))
          .isEqualTo(expected);
    }
  }

  /** Of what came before the first start nothing is read, nor lost. */
  @Test
  void saysWhatWasLostAndGoesOnWithTheOldestThatIsLeft() throws Exception {
    TopologySpec spec = spec("lost", SourceStart.LATEST, PublishFrom.START);
    List<String> records = Streams.records(400, 4);
    topics.sendAll("lost-readings", records.subList(0, 150));
    start(spec, "one").close();
    topics.sendAll("lost-readings", records.subList(150, 250));
    delete("lost-readings");
    topics.sendAll("lost-readings", records.subList(250, 400));
    try (Instance again = start(spec, "one")) {
      assertThat(again.lost()).isEqualTo(100);
      Map<String, List<String>> expected = Streams.expected(spec, records.subList(250, 400));
      assertThat(topics.readBySeries("lost-forecasts", StreamEngineIT.count(expected)))
          .isEqualTo(expected);
    }
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> admin.deleteConsumerGroups(List.of("lost")).all().get());
    assertThatThrownBy(() -> start(spec, "one"))
        .isInstanceOf(StreamFailure.class)
        .hasMessageStartingWith("topology lost has learned, but no offsets of group lost are known")
        .hasMessageContaining("eddy reset");
  }

  private static void delete(String topic) throws Exception {
    List<TopicPartition> partitions =
        List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    Map<TopicPartition, RecordsToDelete> all = new LinkedHashMap<>();
    partitions.forEach(one -> all.put(one, RecordsToDelete.beforeOffset(-1)));
    admin.deleteRecords(all).all().get();
  }

  @Test
  void refusesATopicThatEndsBeforeWhereItWasRead() throws Exception {
    TopologySpec spec = spec("anew", SourceStart.LATEST, PublishFrom.START);
    TopicPartition partition = new TopicPartition("anew-readings", 1);
    admin
        .alterConsumerGroupOffsets("anew", Map.of(partition, new OffsetAndMetadata(900)))
        .all()
        .get();
    assertThatThrownBy(() -> start(spec, "one"))
        .isInstanceOf(StreamFailure.class)
        .hasMessageMatching(
            "topology anew has read topic anew-readings up to offset 900 of partition 1, which"
                + " ends at 0 at localhost:\\d+: the topic was made anew, or brokers lost records;"
                + " eddy reset lets it begin anew, .*");
  }
}
