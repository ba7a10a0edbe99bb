package dev.eddy.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.eddy.observe.RequestLimits.Rate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestLimitsTest {
  private static final Duration NOW = Duration.ZERO;

  private final AtomicLong nanos = new AtomicLong(-3);
  private final RequestLimits limits =
      new RequestLimits(new Rate(2, 3), new Rate(100, 5), nanos::get);

  private Duration delayOf(String address) throws UnknownHostException {
    return limits.delayOf(InetAddress.getByName(address));
  }

  @Test
  void givesEachClientABurstAndThenARate() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(delayOf("192.0.2.1")).isEqualTo(NOW);
    }
    assertThat(delayOf("192.0.2.1")).isEqualTo(Duration.ofMillis(500));
    nanos.addAndGet(400_000_000);
    assertThat(delayOf("192.0.2.1")).isEqualTo(Duration.ofMillis(100));
    assertThat(delayOf("192.0.2.2")).isEqualTo(NOW);
    nanos.addAndGet(100_000_000);
    assertThat(delayOf("192.0.2.1")).isEqualTo(NOW);
    assertThat(delayOf("192.0.2.1")).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void boundsAllTogether() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(delayOf("192.0.2." + i)).isEqualTo(NOW);
    }
    assertThat(delayOf("192.0.2.9")).isEqualTo(Duration.ofMillis(10));
    nanos.addAndGet(10_000_000);
    assertThat(delayOf("192.0.2.9")).isEqualTo(NOW);
  }

  @Test
  void takesANetworkOfTheNewProtocolForOneClient() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(delayOf("2001:db8::" + i)).isEqualTo(NOW);
    }
    assertThat(delayOf("2001:db8::9")).isPositive();
    assertThat(delayOf("2001:db8:0:1::9")).isEqualTo(NOW);
  }

  @Test
  void leavesWatchersAlone() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Answer here = Answer.plain(200, "here");
    try (HttpEndpoint endpoint =
        new HttpEndpoint(
            server,
            Map.of("/", () -> here, "/metrics", () -> here, "/health/live", () -> here),
            Optional.empty(),
            limits)) {
      for (int i = 0; i < 3; i++) {
        assertThat(ask(endpoint, "/").statusCode()).isEqualTo(200);
      }
      HttpResponse<String> refused = ask(endpoint, "/");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(ask(endpoint, "/metrics").statusCode()).isEqualTo(200);
      assertThat(ask(endpoint, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> ask(HttpEndpoint endpoint, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(endpoint.url() + path)).build(),
            BodyHandlers.ofString());
  }
}
