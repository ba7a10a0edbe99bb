package dev.eddy.observe.rest;

import dev.eddy.observe.EndpointUnavailable;
import dev.eddy.observe.HttpEndpoint;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.Section;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/** An endpoint on the loopback with a section, and a client that asks it. */
final class Served implements AutoCloseable {
  static final String TOKEN = "a-token-of-some-length";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Metrics metrics = new Metrics();
  private final HttpEndpoint endpoint;

  Served(Section section) {
    try {
      this.endpoint = HttpEndpoint.open("localhost", 0, metrics, List::of, Optional.of(section));
    } catch (EndpointUnavailable e) {
      throw new IllegalStateException(e);
    }
  }

  static Served readable(ServedTopology... topologies) {
    return new Served(new RestApi(() -> List.of(topologies), Optional.empty()));
  }

  static Served guarded(String token, ServedTopology... topologies) {
    return new Served(new RestApi(() -> List.of(topologies), Optional.of(new BearerToken(token))));
  }

  String address() {
    return endpoint.address().orElseThrow();
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    endpoint.close();
    metrics.close();
  }
}
