package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eddy.config.TopologyText;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.observe.EngineMeters;
import dev.eddy.series.RejectedRecord;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances, one of which goes: for a moment, or for good. */
class RestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Of which each instance has a partition: the source, by-series and control. */
  private static final int TOPICS = 3;

  @TempDir private Path directory;

  @Test
  void keepsThePartitionsOfOneThatComesBackAndTakesThoseOfOneThatLeaves() throws Exception {
    try (InProcessBroker broker = InProcessBroker.start();
        Topics topics = new Topics(broker.bootstrapServers());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      TopologySpec spec = spec(broker.bootstrapServers());
      broker.createTopics(Map.of("pair-readings", 2));
      List<String> records = Streams.records(900, 6);
      Map<String, List<String>> expected = Streams.expected(spec, records);
      try (StreamEngine stays = start(spec, "stays", false)) {
        StreamEngine comesBack = start(spec, "comes-back", false);
        await()
            .atMost(PATIENCE)
            .until(() -> owned(admin).stream().allMatch(own -> own.size() == TOPICS));
        topics.sendAll("pair-readings", records.subList(0, 300));
        topics.read("pair-forecasts", count(spec, records.subList(0, 300)));
        await().atMost(PATIENCE).until(() -> comesBack.status().ready() && stays.status().ready());
        Set<Set<TopicPartition>> shared = owned(admin);
        comesBack.close();
        assertThat(owned(admin)).as("its partitions wait for it").isEqualTo(shared);
        topics.sendAll("pair-readings", records.subList(300, 600));
        try (StreamEngine leaves = start(spec, "comes-back", true)) {
          Set<String> states = new HashSet<>();
          await()
              .atMost(PATIENCE)
              .pollInterval(Duration.ofMillis(5))
              .until(() -> !states.add(stays.status().state()) && leaves.status().ready());
          assertThat(states).as("nothing was shared out anew").containsExactly("RUNNING");
          topics.read("pair-forecasts", count(spec, records.subList(0, 600)));
          assertThat(owned(admin)).isEqualTo(shared);
          for (String task : List.of("1_0", "1_1")) {
            assertThat(directory.resolve("stays/pair/" + task + "/rocksdb"))
                .as("each keeps a copy of what the other has learned")
                .isDirectory();
          }
        }
        topics.sendAll("pair-readings", records.subList(600, 900));
        assertThat(topics.readBySeries("pair-forecasts", StreamEngineIT.count(expected)))
            .isEqualTo(expected);
        assertThat(owned(admin)).as("the other has all").hasSize(1);
      }
    }
  }

  private static int count(TopologySpec spec, List<String> records) throws RejectedRecord {
    return StreamEngineIT.count(Streams.expected(spec, records));
  }

  /** What each member of the group owns. */
  private static Set<Set<TopicPartition>> owned(Admin admin) throws Exception {
    ConsumerGroupDescription group =
        admin.describeConsumerGroups(List.of("pair")).describedGroups().get("pair").get();
    assertThat(group.groupState()).isNotEqualTo(GroupState.DEAD);
    return group.members().stream()
        .map(member -> Set.copyOf(member.assignment().topicPartitions()))
        .collect(Collectors.toSet());
  }

  private static TopologySpec spec(String servers) {
    Map<String, String> kafka =
        Map.of(
            "bootstrap.servers", servers, "num.stream.threads", "1", "num.standby.replicas", "1");
    return Streams.beginning(
        "pair", Streams.bySeries("9", kafka), SourceStart.EARLIEST, PublishFrom.START);
  }

  private StreamEngine start(TopologySpec spec, String state, boolean leaves) throws Exception {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    return StreamEngine.start(
        Generation.of(spec, TopologyText.NOTATION),
        new StreamEngine.Options(
            Files.createDirectories(directory.resolve(state)), true, Optional.empty(), leaves),
        new EngineMeters(registry, spec),
        registry);
  }
}
