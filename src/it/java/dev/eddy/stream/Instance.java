package dev.eddy.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.config.TopologyText;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** An instance of the topology rooms as {@code eddy run} has it, and a client that asks it. */
final class Instance implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "a-token-of-some-length";

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

  /** How far a series has come; 0 if no record of it has come here. */
  long steps(String series) {
    return engine.get().served().find(series).map(one -> one.summary().steps()).orElse(0L);
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

  /** What it says to a command, as JSON or as bytes; with the status in front. */
  String post(String path, byte[] body, String type) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(http.url() + "/v1/topologies/rooms" + path))
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/" + type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  byte[] bytes(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(http.url() + "/v1/topologies/rooms" + path))
            .header("Authorization", "Bearer " + TOKEN)
            .build();
    return CLIENT.send(request, BodyHandlers.ofByteArray()).body();
  }

  JsonNode json(String path) throws Exception {
    return JSON.readTree(ask(path).body());
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
