package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.config.TopologyText;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.HttpEndpoint;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.rest.BearerToken;
import dev.eddy.observe.rest.RestApi;
import dev.eddy.observe.rest.ServedTopology;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of one topology, asked by HTTP. */
class ServingIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final String TOKEN = "a-token-of-some-length";
  private static final int ROOMS = 8;

  @TempDir private Path directory;

  /** As {@code eddy run} has it. */
  private static final class Instance implements AutoCloseable {
    private final Metrics metrics = new Metrics();
    private final AtomicReference<StreamEngine> engine = new AtomicReference<>();
    private final HttpEndpoint http;

    Instance(TopologySpec spec, Path directory) throws Exception {
      http =
          HttpEndpoint.open(
              HttpEndpoint.DEFAULT_BIND,
              0,
              metrics,
              List::of,
              Optional.of(new RestApi(this::served, Optional.of(new BearerToken(TOKEN)))));
      engine.set(
          StreamEngine.start(
              Generation.of(spec, TopologyText.NOTATION),
              new StreamEngine.Options(directory, true, http.address(), true),
              new EngineMeters(metrics.registry(), spec),
              metrics.registry()));
    }

    private List<ServedTopology> served() {
      return Optional.ofNullable(engine.get()).map(StreamEngine::served).stream().toList();
    }

    boolean has(String series) {
      return engine.get().served().find(series).isPresent();
    }

    boolean shares() {
      List<ServedTopology.Instance> all = engine.get().served().instances();
      return engine.get().status().ready()
          && all.size() == 2
          && all.stream().allMatch(one -> one.partitions().size() == 1);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(http.url() + "/v1/topologies/rooms" + path));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String path) throws Exception {
      return get(path, "Authorization", "Bearer " + TOKEN);
    }

    String reason(String path) throws Exception {
      return JSON.readTree(ask(path).body()).path("reason").asText();
    }

    @Override
    public void close() {
      engine.get().close();
      http.close();
      metrics.close();
    }
  }

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
