package dev.eddy.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private final Metrics metrics = new Metrics();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile List<TopologyStatus> status = List.of();
  private HttpEndpoint endpoint;

  @BeforeEach
  void open() throws EndpointUnavailable {
    endpoint =
        HttpEndpoint.open(HttpEndpoint.DEFAULT_BIND, 0, metrics, () -> status, Optional.empty());
  }

  @AfterEach
  void close() {
    endpoint.close();
    metrics.close();
  }

  private HttpResponse<byte[]> ask(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static TopologyStatus running(TopologySpec spec) {
    return new TopologyStatus(spec, "RUNNING", true, true);
  }

  @Test
  void servesMetrics() throws Exception {
    new EngineMeters(metrics.registry(), ScriptedOutcomes.SPEC).redelivered();
    HttpResponse<byte[]> response = ask("GET", "/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(text(response))
        .contains(
            "eddy_records_total{application=\"eddy\",outcome=\"redelivered\",topology=\"tiny\"}"
                + " 1.0\n");
  }

  @Test
  void compressesForWhoeverTakesIt() throws Exception {
    HttpResponse<byte[]> response =
        ask("GET", "/metrics", "Accept-Encoding", "br;q=1.0, gzip;q=0.8");
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("jvm_memory");
    }
    assertThat(ask("GET", "/metrics", "Accept-Encoding", "gzip;q=0").headers().map())
        .doesNotContainKey("content-encoding");
  }

  @Test
  void isReadyOnceAllTopologiesAre() throws Exception {
    HttpResponse<byte[]> none = ask("GET", "/health/ready");
    assertThat(none.statusCode()).isEqualTo(503);
    assertThat(text(none)).isEqualTo("{\"ready\":false,\"topologies\":[]}\n");

    status =
        List.of(
            running(ScriptedOutcomes.SPEC),
            new TopologyStatus(named("other"), "REBALANCING", true, false));
    HttpResponse<byte[]> some = ask("GET", "/health/ready");
    assertThat(some.statusCode()).isEqualTo(503);
    assertThat(text(some))
        .isEqualTo(
            "{\"ready\":false,\"topologies\":[{\"name\":\"tiny\",\"state\":\"RUNNING\",\"ready\":true},"
                + "{\"name\":\"other\",\"state\":\"REBALANCING\",\"ready\":false}]}\n");
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);

    status = List.of(running(ScriptedOutcomes.SPEC));
    HttpResponse<byte[]> all = ask("GET", "/health/ready");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.headers().firstValue("Content-Type")).contains("application/json");
  }

  @Test
  void isNotLiveWhenATopologyIsPastHelp() throws Exception {
    assertThat(ask("GET", "/health/live").statusCode()).isEqualTo(200);
    status =
        List.of(
            running(named("other")),
            new TopologyStatus(ScriptedOutcomes.SPEC, "ERROR", false, false));
    HttpResponse<byte[]> response = ask("GET", "/health/live");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(text(response)).contains("{\"name\":\"tiny\",\"state\":\"ERROR\",\"live\":false}");
  }

  @Test
  void showsTheTopologies() throws Exception {
    assertThat(text(ask("GET", "/"))).contains("No topology runs yet.");
    status = List.of(new TopologyStatus(ScriptedOutcomes.SPEC, "<b>", true, true));
    HttpResponse<byte[]> response = ask("GET", "/");
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(text(response))
        .contains("<td>tiny</td>", "tiny-forecasts", "y, 2 steps ahead", "href=\"/metrics\"")
        .contains("&lt;b&gt;")
        .doesNotContain("http://", "https://", "src=");
  }

  @Test
  void refusesWhatItDoesNotHave() throws Exception {
    assertThat(ask("GET", "/metrics/").statusCode()).isEqualTo(404);
    assertThat(text(ask("GET", "/nothing"))).contains("/health/live /health/ready /metrics");
    HttpResponse<byte[]> post = ask("POST", "/metrics");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpResponse<byte[]> head = ask("HEAD", "/metrics");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(1_000);
  }

  @Test
  void saysSoWhenItCannotAnswer() throws Exception {
    status = null;
    HttpResponse<byte[]> response = ask("GET", "/health/live");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(text(response)).isEqualTo("This went wrong here; the log says more.\n");
  }

  @Test
  void saysInOneSentenceWhyItCannotOpen() throws Exception {
    int taken = endpoint.port();
    assertThatThrownBy(
            () -> HttpEndpoint.open("localhost", taken, metrics, List::of, Optional.empty()))
        .isInstanceOf(EndpointUnavailable.class)
        .hasMessage(
            "Cannot serve HTTP at localhost:%d: the port is in use; choose another with --port.",
            taken);
    assertThatThrownBy(() -> HttpEndpoint.open("192.0.2.1", 0, metrics, List::of, Optional.empty()))
        .isInstanceOf(EndpointUnavailable.class)
        .hasMessageMatching("Cannot serve HTTP at 192.0.2.1:0: .*; choose another with --bind.*");
    assertThatThrownBy(
            () -> HttpEndpoint.open("no such host", 0, metrics, List::of, Optional.empty()))
        .isInstanceOf(EndpointUnavailable.class)
        .hasMessage("Cannot serve HTTP at no such host:0: there is no host of that name.");
  }

  @Test
  void leavesThePortWhenClosed() throws Exception {
    int port = endpoint.port();
    endpoint.close();
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("localhost", port));
      assertThat(socket.getLocalPort()).isEqualTo(port);
    }
  }

  private static TopologySpec named(String name) {
    SourceSpec source = ScriptedOutcomes.SPEC.source();
    return new TopologySpec(
        name,
        source,
        null,
        null,
        null,
        ScriptedOutcomes.SPEC.forecast(),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
