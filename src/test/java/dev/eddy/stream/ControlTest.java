package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.config.TopologyText;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Command;
import dev.eddy.state.Command.Verb;
import dev.eddy.state.Generation;
import dev.eddy.state.PortableSeries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands to series, as records of a topic. */
class ControlTest {
  @TempDir private Path directory;

  private final TopologySpec spec = Streams.bySeries("1", Map.of());
  private final List<String> records = Streams.records(600, 2);

  private static byte[] command(Verb verb) {
    return ControlRecord.valueOf(new Command(verb));
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : Streams.text(header.value());
  }

  private static List<String> of(String series, List<TestRecord<byte[], byte[]>> records) {
    return records.stream()
        .filter(record -> Streams.text(record.key()).equals(series))
        .map(record -> Streams.text(record.value()))
        .toList();
  }

  @Test
  void aCommandHoldsForItsSeriesFromWhereItIsMet() {
    try (Rig rig = new Rig(spec, directory)) {
      rig.sendAll(records.subList(0, 300));
      rig.forecasts();
      rig.learning();
      rig.ask("room-0", command(Verb.FREEZE));
      rig.sendAll(records.subList(300, 600));
      List<TestRecord<byte[], byte[]>> said = rig.forecasts();
      assertThat(of("room-0", said).get(0)).contains("\"events\":[\"freeze\"");
      assertThat(of("room-1", said)).noneMatch(json -> json.contains("freeze"));
      List<TestRecord<byte[], byte[]>> learned = rig.learning();
      assertThat(of("room-0", learned)).isEmpty();
      assertThat(of("room-1", learned)).isNotEmpty();
      assertThat(rig.count("eddy.commands", "command", "freeze", "outcome", "obeyed")).isOne();
      assertThat(rig.rejected()).isEmpty();
    }
  }

  @Test
  void everyCommandIsCountedFromTheStart() {
    try (Rig rig = new Rig(spec, directory)) {
      for (Verb verb : Verb.values()) {
        assertThat(rig.count("eddy.commands", "command", verb.label(), "outcome", "refused"))
            .isZero();
      }
    }
  }

  @Test
  void aSeriesIsImportedUnderAnotherName() {
    PortableSeries exported;
    try (Rig rig = new Rig(spec, directory)) {
      rig.sendAll(records);
      exported =
          PortableSeries.of(Generation.of(spec, TopologyText.NOTATION), "room-1", rig.store());
    }
    try (Rig rig = new Rig(spec, directory.resolve("other"))) {
      rig.ask("hall", exported.bytes());
      rig.send("k", "{\"id\":\"hall\",\"time\":" + 16_000_600L * 60_000 + ",\"y\":1}");
      assertThat(of("hall", rig.forecasts()).get(0))
          .contains("\"events\":[\"import\",\"gap\"")
          .contains("\"warmup\":false");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "room-0 | {\"command\":\"thaw\"}                   | command   | thaw: series room-0 is not frozen",
        "room-0 | {\"command\":\"promote\"}                | command   | promote: series room-0 has no challenger",
        "room-9 | {\"command\":\"freeze\"}                 | command   | freeze: series room-9 has had no record yet",
        "room-0 | {\"command\":\"rollback\",\"steps\":7}   | command   | rollback: series room-0 has no state of 7 steps",
        "room-0 | {\"command\":\"rollback\"}               | malformed | steps=: must be a whole number",
        "room-0 | {\"command\":\"freeze\",\"steps\":7}     | malformed | steps=7: goes with rollback",
        "room-0 | {\"command\":\"frieze\"}                 | malformed | command=frieze: must be one of freeze, thaw",
        "room-0 | {\"command\":\"freeze\",\"now\":true}    | malformed | now: is not a known field",
        "room-0 | {\"command\":                            | malformed | no JSON",
        "room-0 | EDDS                                     | malformed | neither a JSON object nor an exported series",
      })
  void whatCannotBeDoneIsRefusedWithTheReason(
      String series, String value, String reason, String detail) {
    try (Rig rig = new Rig(spec, directory)) {
      rig.sendAll(records.subList(0, 100));
      rig.ask(series, Streams.utf8(value));
      List<TestRecord<byte[], byte[]>> rejected = rig.rejected();
      assertThat(rejected).hasSize(1);
      assertThat(Streams.text(rejected.get(0).value())).isEqualTo(value);
      assertThat(Streams.text(rejected.get(0).key())).isEqualTo(series);
      assertThat(header(rejected.get(0), "eddy.reason")).isEqualTo(reason);
      assertThat(header(rejected.get(0), "eddy.detail")).startsWith(detail);
      assertThat(header(rejected.get(0), "eddy.topic")).isEqualTo("rooms-control");
      rig.sendAll(records.subList(100, 200));
      assertThat(rig.forecasts()).isNotEmpty();
    }
  }

  @Test
  void aCommandThatComesAgainUnderAtLeastOnceIsLeftOut() {
    TopologySpec least = Streams.bySeries("9", Map.of("processing.guarantee", "at_least_once"));
    Map<String, Map<byte[], byte[]>> stores;
    try (Rig rig = new Rig(least, directory)) {
      rig.sendAll(records.subList(0, 100));
      rig.ask("room-0", command(Verb.FREEZE));
      stores = rig.stores();
    }
    try (Rig rig = new Rig(least, directory.resolve("again"))) {
      rig.restore(stores);
      rig.ask("room-0", command(Verb.FREEZE));
      assertThat(rig.rejected()).isEmpty();
      assertThat(rig.count("eddy.records", "outcome", "redelivered")).isOne();
    }
  }
}
