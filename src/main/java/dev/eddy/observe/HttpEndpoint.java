package dev.eddy.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process says over HTTP: {@code /metrics} for Prometheus, {@code /health/live} and {@code
 * /health/ready} for whoever keeps it running (200 or 503), and {@code /}, a page for people.
 *
 * <p>On the JDK's own server: four small pages, asked for a few times a minute, want no more. It
 * has no authentication, so it listens where it is told and by default to this machine alone.
 *
 * <p>Safe for use by several threads. Takes one thread that listens and at most {@value #THREADS}
 * that answer.
 */
public final class HttpEndpoint implements AutoCloseable {
  /** Where it listens unless told otherwise: to this machine alone. */
  public static final String DEFAULT_BIND = "localhost";

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int THREADS = 3;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Supplier<Answer>> pages;

  /**
   * Opens it.
   *
   * @param bind address or host name to listen at; {@code 0.0.0.0} for all of this machine's
   * @param port 0 to 65535; 0 for any that is free, see {@link #port}
   * @param status how the topologies do; called for each request
   * @throws EndpointUnavailable if the port is in use or the address is not this machine's
   */
  public static HttpEndpoint open(
      String bind, int port, Metrics metrics, Supplier<List<TopologyStatus>> status)
      throws EndpointUnavailable {
    String where = "Cannot serve HTTP at " + bind + ":" + port + ": ";
    try {
      InetAddress address = InetAddress.getByName(bind);
      return new HttpEndpoint(
          HttpServer.create(new InetSocketAddress(address, port), 0), metrics, status);
    } catch (UnknownHostException e) {
      throw new EndpointUnavailable(where + "there is no host of that name.", e);
    } catch (BindException e) {
      boolean inUse = String.valueOf(e.getMessage()).contains("in use");
      throw new EndpointUnavailable(
          where
              + (inUse
                  ? "the port is in use; choose another with --port."
                  : e.getMessage() + "; choose another with --bind or --port."),
          e);
    } catch (IOException e) {
      throw new EndpointUnavailable(where + e.getMessage() + ".", e);
    }
  }

  private HttpEndpoint(HttpServer server, Metrics metrics, Supplier<List<TopologyStatus>> status) {
    this.server = server;
    this.pages =
        Map.of(
            "/", () -> StatusPage.of(status.get()),
            "/metrics", () -> Answer.text(200, Metrics.CONTENT_TYPE, metrics.scrape()),
            "/health/live", () -> Health.live(status.get()),
            "/health/ready", () -> Health.ready(status.get()));
    AtomicInteger made = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "http-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** The port on which it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where a browser on this machine finds it. */
  public String url() {
    InetAddress address = server.getAddress().getAddress();
    boolean here = address.isAnyLocalAddress() || address.isLoopbackAddress();
    String host = here ? "localhost" : address.getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange).sendTo(exchange);
    } catch (IOException e) {
      LOG.debug("a client of {} went away", exchange.getRequestURI(), e);
    }
  }

  private Answer answer(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    Supplier<Answer> page = path == null ? null : pages.get(path);
    if (page == null) {
      return Answer.plain(404, "There is nothing here. There is: " + known());
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      return Answer.plain(405, "Only GET and HEAD.");
    }
    try {
      return page.get();
    } catch (RuntimeException e) {
      LOG.error("cannot answer {}", path, e);
      return Answer.plain(500, "This went wrong here; the log says more.");
    }
  }

  private String known() {
    return String.join(" ", pages.keySet().stream().sorted().toList());
  }

  /** Stops listening at once; answers under way are cut short. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
