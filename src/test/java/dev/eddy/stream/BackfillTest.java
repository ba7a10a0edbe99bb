package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.series.RejectedRecord;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History that is learned in silence. */
class BackfillTest {
  private static final TopologySpec KEYED = Streams.byKey();

  @TempDir private Path directory;

  @Test
  void learnsAllAndPublishesWhatCameAfterTheFirstStart() throws RejectedRecord {
    List<String> records = Streams.records(900, 1);
    for (TopologySpec plain : List.of(Streams.bySeries("9", Map.of()), Streams.gathering())) {
      TopologySpec spec = Streams.beginning("rooms", plain, SourceStart.EARLIEST, PublishFrom.NOW);
      List<String> all = Streams.expected(spec, records).get("room-0");
      int silent = Streams.expected(spec, records.subList(0, 700)).get("room-0").size();
      try (Rig rig = new Rig(spec, directory, 1 << 20, Map.of(0, 700L))) {
        rig.sendAll(records);
        assertThat(texts(rig.forecasts())).isEqualTo(all.subList(silent, all.size()));
        assertThat(rig.learning()).as("learning reports").isNotEmpty();
        assertThat(rig.count("eddy.withheld.forecasts")).isEqualTo(silent);
        assertThat(rig.count("eddy.forecasts", "model", "combined") * 2).isEqualTo(all.size());
      }
    }
  }

  @Test
  void saysNothingOfHistoryButThatARecordWasRefused() {
    try (Rig rig = new Rig(from(PublishFrom.NOW), directory, 1 << 20, Map.of(0, 1_000L))) {
      for (int i = 0; i < 200; i++) {
        rig.send("a", "{\"time\":" + i * 60_000L + ",\"y\":" + i % 5 + "}");
      }
      rig.send("a", "{\"time\":60000,\"y\":1}");
      assertThat(rig.forecasts()).isEmpty();
      assertThat(rig.learning()).isEmpty();
      assertThat(rig.rejected()).hasSize(1);
    }
  }

  @Test
  void publishesOfAPartitionThatCameLater() {
    try (Rig rig = new Rig(from(PublishFrom.NOW), directory, 1 << 20, Map.of(1, 1_000L))) {
      rig.send("a", "{\"time\":60000,\"y\":1}");
      assertThat(rig.forecasts()).hasSize(2);
    }
  }

  @Test
  void publishesFromAnOriginOn() {
    try (Rig rig = new Rig(from(PublishFrom.parse("1970-01-01T01:00")), directory)) {
      for (int i = 58; i < 63; i++) {
        rig.send("a", "{\"time\":" + (i * 60_000L + 59_999) + ",\"y\":" + i + "}");
      }
      assertThat(texts(rig.forecasts()))
          .hasSize(2 * 3)
          .first()
          .asString()
          .contains("\"origin\":\"1970-01-01T01:00:00Z\"", "\"steps\":3");
    }
  }

  private static TopologySpec from(PublishFrom from) {
    return Streams.beginning("rooms", KEYED, SourceStart.EARLIEST, from);
  }

  private static List<String> texts(List<TestRecord<byte[], byte[]>> records) {
    return records.stream().map(record -> Streams.text(record.value())).toList();
  }
}
