package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.spec.TopologySpec;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of one topology, asked by HTTP. */
class ServingIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int ROOMS = 8;

  @TempDir private Path directory;

  @Test
  void everyInstanceAnswersForAllSeries() throws Exception {
    try (InProcessBroker broker = InProcessBroker.start();
        Topics topics = new Topics(broker.bootstrapServers())) {
      broker.createTopics(Map.of("readings", 2));
      TopologySpec spec =
          Streams.bySeries(
              "100",
              Map.of("bootstrap.servers", broker.bootstrapServers(), "num.stream.threads", "1"));
      try (Instance one = new Instance(spec, directory.resolve("one"))) {
        String movesTo;
        try (Instance other = new Instance(spec, directory.resolve("other"))) {
          await().atMost(PATIENCE).until(() -> one.shares() && other.shares());
          movesTo = answersForAll(topics, spec, one, other);
        }
        knowsThatItTookOver(topics, one, movesTo);
      }
    }
  }

  /** Gives the name of a series that the other has. */
  private static String answersForAll(
      Topics topics, TopologySpec spec, Instance one, Instance other) throws Exception {
    List<String> records = Streams.records(400, ROOMS);
    topics.sendAll("readings", records);
    int expected = StreamEngineIT.count(Streams.expected(spec, records));
    Map<String, List<String>> forecasts = topics.readBySeries("rooms-forecasts", expected);
    assertThat(forecasts).hasSize(ROOMS);
    for (Map.Entry<String, List<String>> series : forecasts.entrySet()) {
      List<String> said = series.getValue();
      String path = "/series/" + series.getKey() + "/forecast";
      assertThat(one.has(series.getKey())).isNotEqualTo(other.has(series.getKey()));
      for (Instance instance : List.of(one, other)) {
        assertThat(instance.ask(path).body()).isEqualTo(said.get(said.size() - 2));
        assertThat(instance.ask(path + "?model=arx").body()).isEqualTo(said.get(said.size() - 1));
      }
    }
    assertThat(forecasts.keySet()).anyMatch(one::has).anyMatch(other::has);
    for (Instance instance : List.of(one, other)) {
      JsonNode list = JSON.readTree(instance.ask("/series?limit=1000").body());
      assertThat(list.path("total").asInt()).isEqualTo(ROOMS);
      assertThat(list.path("series").findValuesAsText("series"))
          .containsExactlyElementsOf(forecasts.keySet().stream().sorted().toList());
      assertThat(instance.reason("/series/hall")).isEqualTo("never-seen");
      assertThat(instance.get("/series").statusCode()).isEqualTo(401);
    }
    return forecasts.keySet().stream().filter(other::has).findFirst().orElseThrow();
  }

  private static void knowsThatItTookOver(Topics topics, Instance one, String series)
      throws Exception {
    String path = "/series/" + series + "/forecast";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              HttpResponse<String> response = one.ask(path);
              assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
            });
    assertThat(one.ask(path).body()).contains("is known, but no record of it has come since");
    assertThat(one.reason("/series/hall")).isEqualTo("never-seen");
    topics.sendAll(
        "readings", List.of("{\"id\":\"" + series + "\",\"time\":960004800000,\"y\":1,\"x\":1}"));
    await().atMost(PATIENCE).until(() -> one.ask(path).statusCode() == 200);
  }
}
