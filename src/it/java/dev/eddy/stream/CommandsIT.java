package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands by HTTP to the series of a topology that runs. */
class CommandsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final byte[] NONE = Streams.utf8("{}");

  @TempDir private Path directory;

  @Test
  void seriesDoWhatTheyAreAsked() throws Exception {
    try (InProcessBroker broker = InProcessBroker.start();
        Topics topics = new Topics(broker.bootstrapServers())) {
      broker.createTopics(Map.of("readings", 2));
      TopologySpec spec =
          Streams.bySeries(
              "100",
              Map.of("bootstrap.servers", broker.bootstrapServers(), "num.stream.threads", "1"));
      try (Instance one = new Instance(spec, directory.resolve("one"))) {
        List<String> records = Streams.records(400, 2);
        int expected = StreamEngineIT.count(Streams.expected(spec, records));
        topics.sendAll("readings", records);
        assertThat(topics.read("rooms-forecasts", expected)).hasSize(expected);
        refusesToGoWhereNothingIs(one);
        freezes(topics, one);
        goesOnUnderAnotherName(topics, one);
      }
    }
  }

  private static void refusesToGoWhereNothingIs(Instance one) throws Exception {
    byte[] steps = Streams.utf8("{\"steps\":7}");
    assertThat(one.post("/series/room-0/state/rollback", steps, "json"))
        .startsWith("409 ")
        .contains("has no state of 7 steps to go back to");
    assertThat(one.post("/series/room-9/state/freeze", NONE, "json"))
        .startsWith("404 ")
        .contains("never-seen");
  }

  private static void freezes(Topics topics, Instance one) throws Exception {
    assertThat(one.post("/series/room-0/state/freeze", NONE, "json"))
        .startsWith("202 ")
        .contains("\"topic\":\"rooms-control\"");
    await()
        .atMost(PATIENCE)
        .until(() -> one.json("/series/room-0/state").at("/frozen").asBoolean());
    JsonNode before = one.json("/series/room-0/learning");
    JsonNode beside = one.json("/series/room-1/learning");
    next(topics, one, "room-0", 20);
    next(topics, one, "room-1", 20);
    assertThat(one.json("/series/room-0").path("events").findValuesAsText("event"))
        .contains("freeze");
    assertThat(one.json("/series/room-0/learning")).isEqualTo(before);
    assertThat(one.json("/series/room-1/learning")).isNotEqualTo(beside);
  }

  private static void goesOnUnderAnotherName(Topics topics, Instance one) throws Exception {
    byte[] exported = one.bytes("/series/room-1/state/export");
    assertThat(one.post("/series/hall/state/import", exported, "octet-stream")).startsWith("202 ");
    await().atMost(PATIENCE).until(() -> one.ask("/series/hall/state").statusCode() == 200);
    long steps = one.json("/series/room-1/state").path("steps").asLong();
    assertThat(one.json("/series/hall/state").path("steps").asLong()).isEqualTo(steps);
    String origin = one.json("/series/room-1").path("origin").asText();
    next(topics, one, "room-1", 1);
    topics.sendAll("readings", List.of(reading("hall", origin, 1)));
    await().atMost(PATIENCE).until(() -> one.has("hall"));
    JsonNode forecast = one.json("/series/hall/forecast");
    assertThat(forecast.path("targets"))
        .isEqualTo(one.json("/series/room-1/forecast").path("targets"));
    assertThat(forecast.path("steps").asLong()).isEqualTo(steps + 1);
    assertThat(forecast.path("events").toString()).contains("import");
  }

  /** Some steps more, until they are forecast from. */
  private static void next(Topics topics, Instance one, String series, int steps) throws Exception {
    long before = one.steps(series);
    String origin = one.json("/series/" + series).path("origin").asText();
    topics.sendAll(
        "readings",
        IntStream.rangeClosed(1, steps).mapToObj(n -> reading(series, origin, n)).toList());
    await().atMost(PATIENCE).until(() -> one.steps(series) == before + steps);
  }

  /** So many minutes after a step. */
  private static String reading(String series, String origin, int minutes) {
    long time = Instant.parse(origin).plusSeconds(60L * minutes).toEpochMilli();
    return "{\"id\":\"" + series + "\",\"time\":" + time + ",\"y\":11.5,\"x\":0.5}";
  }
}
