package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.series.RejectedRecord;
import dev.eddy.spec.Entries;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {
  private static final Instant STAMP = Instant.ofEpochMilli(77_000);

  private static final String COMBINED = "\"model\":\"combined\"";

  @TempDir private Path directory;

  @Test
  void saysOfEachSeriesWhatItsForecasterSaysAlone() throws RejectedRecord {
    TopologySpec spec = Streams.bySeries("100", Map.of());
    List<String> records = Streams.records(900, 4);
    try (Rig rig = new Rig(spec, directory)) {
      rig.sendAll(records);
      assertThat(bySeries(rig.forecasts())).isEqualTo(Streams.expected(spec, records));
    }
  }

  @Test
  void saysTheSameWithRoomForOneSeries() throws RejectedRecord {
    TopologySpec spec = Streams.bySeries("1", Map.of());
    List<String> records = Streams.records(900, 4);
    try (Rig rig = new Rig(spec, directory)) {
      rig.sendAll(records);
      assertThat(bySeries(rig.forecasts())).isEqualTo(Streams.expected(spec, records));
      assertThat(rig.count("eddy.evicted.series")).isGreaterThan(500);
    }
  }

  @Test
  void goesOnFromItsStoresWhereItStopped() throws RejectedRecord {
    for (TopologySpec spec : List.of(Streams.bySeries("100", Map.of()), Streams.gathering())) {
      List<String> records = Streams.records(1_500, 2);
      List<TestRecord<byte[], byte[]>> said = new ArrayList<>();
      Map<String, Map<byte[], byte[]>> stores = Map.of();
      for (int from = 0; from < records.size(); from += 300) {
        try (Rig rig = new Rig(spec, directory)) {
          rig.restore(stores);
          rig.sendAll(records.subList(from, from + 300));
          said.addAll(rig.forecasts());
          stores = rig.stores();
        }
      }
      assertThat(bySeries(said)).isEqualTo(Streams.expected(spec, records));
      assertThat(stores.get(EddyTopology.JOURNAL)).hasSize(2 * 512);
      assertThat(stores.get(EddyTopology.SNAPSHOTS)).hasSize(2 * 2);
    }
  }

  /** The old models go on forecasting; a series with a challenger takes the room of two. */
  @Test
  void goesOnWithWhatWasLearnedWhereTheFileNamesOtherModels() throws RejectedRecord {
    TopologySpec spec = Streams.bySeries("2", Map.of());
    TopologySpec other = Streams.withModels(spec, List.of(Entries.entry().units(9).echoState()));
    List<String> records = Streams.records(1_000, 2);
    List<TestRecord<byte[], byte[]>> said = new ArrayList<>();
    Map<String, Map<byte[], byte[]>> stores;
    try (Rig rig = new Rig(spec, directory)) {
      rig.sendAll(records.subList(0, 700));
      said.addAll(combined(rig.forecasts()));
      stores = rig.stores();
      assertThat(rig.count("eddy.evicted.series")).isZero();
    }
    try (Rig rig = new Rig(other, directory)) {
      rig.restore(stores);
      rig.sendAll(records.subList(700, 1_000));
      said.addAll(combined(rig.forecasts()));
      assertThat(rig.count("eddy.evicted.series")).isGreaterThan(50);
      assertThat(rig.count("eddy.events", "event", "challenger")).isEqualTo(2);
    }
    Map<String, List<String>> expected = Streams.expected(spec, records);
    expected.values().forEach(all -> all.removeIf(json -> !json.contains(COMBINED)));
    Map<String, List<String>> found = bySeries(said);
    found
        .values()
        .forEach(all -> all.replaceAll(json -> json.replaceFirst("\"challenger\",?", "")));
    assertThat(found).isEqualTo(expected);
  }

  private static List<TestRecord<byte[], byte[]>> combined(List<TestRecord<byte[], byte[]>> all) {
    return all.stream().filter(one -> Streams.text(one.value()).contains(COMBINED)).toList();
  }

  @Test
  void learnsAStepBeforeItForecastsTheNext() {
    TopologySpec spec = Streams.byKey();
    try (Rig rig = new Rig(spec, directory)) {
      for (int i = 0; i < 400; i++) {
        rig.send("ramp", "{\"time\":" + i * 60_000L + ",\"y\":" + i + "}");
      }
      List<TestRecord<byte[], byte[]>> forecasts = rig.forecasts();
      assertThat(forecasts).hasSize(2 * 400);
      assertThat(Streams.text(forecasts.get(2 * 399).value()))
          .contains("\"steps\":400", "\"model\":\"combined\"", "1970-01-01T06:39:00Z");
    }
  }

  @Test
  void keepsTheRecordsTimeAndTheSeriesAsKey() {
    try (Rig rig = new Rig(Streams.byKey(), directory)) {
      rig.send(
          new TestRecord<>(Streams.utf8("a"), Streams.utf8("{\"time\":60000,\"y\":1}"), STAMP));
      assertThat(rig.forecasts())
          .hasSize(2)
          .allSatisfy(
              record -> {
                assertThat(record.getRecordTime()).isEqualTo(STAMP);
                assertThat(Streams.text(record.key())).isEqualTo("a");
              });
    }
  }

  @Test
  void refusesARecordWithAllThatCame() {
    for (TopologySpec spec : List.of(Streams.byKey(), Streams.bySeries("9", Map.of()))) {
      try (Rig rig = new Rig(spec, directory)) {
        rig.send("good", "{\"id\":\"r\",\"time\":60000,\"y\":1}");
        RecordHeaders headers = new RecordHeaders();
        headers.add("trace", Streams.utf8("t1")).add("eddy.reason", Streams.utf8("forged"));
        byte[] garbage = {(byte) 0xff, 0x00, 0x7b};
        rig.send(new TestRecord<>(Streams.utf8("k"), garbage, headers, STAMP));
        List<TestRecord<byte[], byte[]>> rejected = rig.rejected();
        assertThat(rejected).hasSize(1);
        assertThat(rejected.get(0).value()).isEqualTo(garbage);
        assertThat(rejected.get(0).key()).isEqualTo(Streams.utf8("k"));
        assertThat(rejected.get(0).getRecordTime()).isEqualTo(STAMP);
        assertThat(headers(rejected.get(0)))
            .containsEntry("trace", "t1")
            .containsEntry("eddy.reason", "malformed")
            .containsEntry("eddy.topic", "readings")
            .containsEntry("eddy.partition", "0")
            .containsEntry("eddy.offset", "1")
            .containsKey("eddy.detail")
            .hasSize(6);
        assertThat(rig.count("eddy.rejected.records", "reason", "malformed")).isEqualTo(1);
      }
    }
  }

  @Test
  void refusesALateRecordAsItCameThroughTheTopicBySeries() {
    try (Rig rig = new Rig(Streams.bySeries("9", Map.of()), directory)) {
      rig.send("a", "{\"id\":\"r\",\"time\":6000000,\"y\":1}");
      RecordHeaders headers = new RecordHeaders();
      headers.add("trace", Streams.utf8("t1"));
      byte[] late = Streams.utf8("{ \"id\":\"r\", \"time\":60000, \"y\":1 }");
      rig.send(new TestRecord<>(Streams.utf8("k"), late, headers, STAMP));
      List<TestRecord<byte[], byte[]>> rejected = rig.rejected();
      assertThat(rejected).hasSize(1);
      assertThat(rejected.get(0).value()).isEqualTo(late);
      assertThat(Streams.text(rejected.get(0).key())).isEqualTo("k");
      assertThat(rejected.get(0).getRecordTime()).isEqualTo(STAMP);
      assertThat(headers(rejected.get(0)))
          .containsEntry("trace", "t1")
          .containsEntry("eddy.reason", "late")
          .containsEntry("eddy.offset", "1")
          .hasSize(6);
    }
  }

  @Test
  void tellsOfACorrectionWithTheNextForecastAndRejectsNothing() {
    try (Rig rig = new Rig(Streams.takingRevisions(), directory)) {
      rig.send("a", "{\"time\":60000,\"y\":1}");
      rig.send("a", "{\"time\":120000,\"y\":200}");
      rig.send("a", "{\"time\":120000,\"y\":2}");
      rig.send("a", "{\"time\":180000}");
      List<String> said =
          rig.forecasts().stream()
              .map(record -> Streams.text(record.value()))
              .filter(json -> json.contains(COMBINED))
              .toList();
      assertThat(said).hasSize(3);
      assertThat(said.get(2))
          .contains("\"events\":[\"revision\"]", "\"mean\":[1.0,1.0,1.0]", "\"steps\":3");
      assertThat(rig.rejected()).isEmpty();
      assertThat(rig.count("eddy.records", "outcome", "revision")).isEqualTo(1);
      assertThat(rig.count("eddy.events", "event", "revision")).isEqualTo(1);
    }
  }

  @Test
  void refusesEachKindOfBadRecordAndGoesOn() {
    Map<String, String> reasonByValue = new LinkedHashMap<>();
    reasonByValue.put("{\"time\":60000,\"y\":", "malformed");
    reasonByValue.put("", "malformed");
    reasonByValue.put("{\"time\":60000,\"y\":\"much\"}", "number");
    reasonByValue.put("{\"time\":60000,\"y\":1e999}", "number");
    reasonByValue.put("{\"y\":1}", "time");
    reasonByValue.put("{\"time\":\"99999-01-01\",\"y\":1}", "time");
    try (Rig rig = new Rig(Streams.byKey(), directory)) {
      reasonByValue.keySet().forEach(value -> rig.send("k", value));
      rig.send(null, "{\"time\":60000,\"y\":1}");
      rig.send(new TestRecord<>(Streams.utf8("k"), null, STAMP));
      assertThat(rig.rejected().stream().map(record -> headers(record).get("eddy.reason")))
          .containsExactly(
              "malformed", "malformed", "number", "number", "time", "time", "series", "malformed");
      rig.send("k", "{\"time\":60000,\"y\":1}");
      assertThat(rig.forecasts()).hasSize(2);
    }
  }

  @Test
  void refusesARecordOfTwoMegabytes() {
    TopologySpec spec = Streams.byKey();
    byte[] large = Streams.utf8("{\"time\":60000,\"y\":1}" + " ".repeat(2 << 20));
    try (Rig rig = new Rig(spec, directory)) {
      rig.send(new TestRecord<>(Streams.utf8("k"), large, STAMP));
      TestRecord<byte[], byte[]> rejected = rig.rejected().get(0);
      assertThat(rejected.value()).isEqualTo(large);
      assertThat(headers(rejected)).containsEntry("eddy.reason", "size");
    }
    try (Rig rig = new Rig(spec, directory, 1 << 20)) {
      rig.send(new TestRecord<>(Streams.utf8("k"), large, STAMP));
      TestRecord<byte[], byte[]> rejected = rig.rejected().get(0);
      assertThat(rejected.value()).as("the topic would not take it").isNull();
      assertThat(headers(rejected))
          .containsEntry("eddy.reason", "size")
          .containsEntry("eddy.bytes", Integer.toString(large.length));
    }
  }

  @Test
  void learnsARecordWhoseKeyAndHeadersAreLargerThanTheTopicBySeriesTakes() {
    TopologySpec spec = Streams.bySeries("9", Map.of());
    byte[] value = Streams.utf8("{\"id\":\"r\",\"time\":60000,\"y\":1}");
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[1 << 20]);
    try (Rig rig = new Rig(spec, directory)) {
      rig.send(new TestRecord<>(Streams.utf8("k"), value, headers, STAMP));
      rig.send(new TestRecord<>(new byte[1 << 20], value, new RecordHeaders(), STAMP));
      assertThat(rig.bySeries())
          .hasSize(2)
          .allSatisfy(
              record -> {
                assertThat(record.value()).isEqualTo(value);
                assertThat(headers(record)).containsOnlyKeys("eddy.partition", "eddy.offset");
              });
      assertThat(rig.forecasts()).hasSize(2);
    }
  }

  @Test
  void leavesOutWhatComesAgainUnderAtLeastOnce() throws RejectedRecord {
    TopologySpec spec = Streams.bySeries("100", Map.of("processing.guarantee", "at_least_once"));
    List<String> records = Streams.records(400, 2);
    List<TestRecord<byte[], byte[]>> said = new ArrayList<>();
    Map<String, Map<byte[], byte[]>> stores;
    try (Rig rig = new Rig(spec, directory)) {
      rig.sendAll(records.subList(0, 300));
      said.addAll(rig.forecasts());
      stores = rig.stores();
    }
    try (Rig rig = new Rig(spec, directory)) {
      rig.restore(stores);
      rig.sendAll(records); // The driver counts offsets from 0: the first 300 come again.
      said.addAll(rig.forecasts());
      assertThat(rig.count("eddy.records", "outcome", "redelivered")).isGreaterThan(250);
    }
    assertThat(bySeries(said)).isEqualTo(Streams.expected(spec, records));
  }

  @Test
  void publishesOneInEveryReport() {
    try (Rig rig = new Rig(Streams.byKey(), directory)) {
      for (int i = 0; i < 200; i++) {
        rig.send("a", "{\"time\":" + i * 60_000L + ",\"y\":" + i % 5 + "}");
      }
      assertThat(rig.learning())
          .isNotEmpty()
          .allSatisfy(
              record -> {
                String json = Streams.text(record.value());
                int updates = Integer.parseInt(json.replaceAll(".*\"updates\":(\\d+).*", "$1"));
                assertThat(updates % 16).isZero();
              });
    }
  }

  @Test
  void saysInTheLearningTopicThatShortMemoryWasDropped() {
    try (Rig rig = new Rig(Streams.byKey(), directory)) {
      for (long minute : new long[] {0, 1, 2, 4, 2_000, 2_001, 2_002, 2_003}) {
        rig.send("a", "{\"time\":" + minute * 60_000 + ",\"y\":1}");
      }
      assertThat(rig.learning())
          .extracting(record -> Streams.text(record.value()))
          .singleElement()
          .asString()
          .startsWith("{\"v\":1,\"series\":\"a\",\"time\":\"1970-01-02T09:2")
          .contains("\"steps\":200")
          .endsWith("\"events\":[\"gap\",\"reset\"]}");
    }
  }

  private static Map<String, List<String>> bySeries(List<TestRecord<byte[], byte[]>> records) {
    Map<String, List<String>> series = new LinkedHashMap<>();
    for (TestRecord<byte[], byte[]> record : records) {
      series
          .computeIfAbsent(Streams.text(record.key()), key -> new ArrayList<>())
          .add(Streams.text(record.value()));
    }
    return series;
  }

  private static Map<String, String> headers(TestRecord<byte[], byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.key(), Streams.text(header.value()));
    }
    return headers;
  }
}
