package dev.eddy.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the process says over HTTP: {@code /metrics} for Prometheus, {@code /health/live} and {@code
 * /health/ready} for whoever keeps it running (200 or 503), {@code /}, a page for people, and what
 * a {@link Section} adds.
 *
 * <p>On the JDK's own server. These pages ask for no authentication, so it listens where it is told
 * and by default to this machine alone. How often a client may ask is bounded (429), but for
 * metrics and health, so that a flood blinds nobody; a client that sends or reads too slowly, or
 * sends too much, loses its connection.
 *
 * <p>Safe for use by several threads. Takes one thread that listens and at most {@value #THREADS}
 * that answer, which end when there is nothing to do.
 */
public final class HttpEndpoint implements AutoCloseable {
  /** Where it listens unless told otherwise: to this machine alone. */
  public static final String DEFAULT_BIND = "localhost";

  private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
  private static final int THREADS = 32;
  private static final int IDLE_SECONDS = 30;
  private static final int LONGEST_REQUEST_LINE = 64 << 10;

  // The JDK's server takes these from the process, at its first use.
  static {
    bound("sun.net.httpserver.maxReqTime", 10); // seconds until a request must be there
    bound("sun.net.httpserver.maxRspTime", 30); // seconds until its answer must be read
    bound("sun.net.httpserver.maxReqHeaderSize", 2 * LONGEST_REQUEST_LINE);
    bound("jdk.httpserver.maxConnections", 512);
    // Head and body are sent apart: left alone, the body waits 40 ms for a client on a kept
    // connection.
    setUnlessGiven("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Supplier<Answer>> pages;
  private final Optional<Section> section;
  private final RequestLimits limits;

  private static void bound(String property, int value) {
    setUnlessGiven(property, Integer.toString(value));
  }

  private static void setUnlessGiven(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Opens it.
   *
   * @param bind address or host name to listen at; {@code 0.0.0.0} for all of this machine's
   * @param port 0 to 65535; 0 for any that is free, see {@link #port}
   * @param status how the topologies do; called for each request
   * @param section what is served besides
   * @throws EndpointUnavailable if the port is in use or the address is not this machine's
   */
  public static HttpEndpoint open(
      String bind,
      int port,
      Metrics metrics,
      Supplier<List<TopologyStatus>> status,
      Optional<Section> section)
      throws EndpointUnavailable {
    String where = "Cannot serve HTTP at " + bind + ":" + port + ": ";
    try {
      InetAddress address = InetAddress.getByName(bind);
      return new HttpEndpoint(
          HttpServer.create(new InetSocketAddress(address, port), 0),
          pages(metrics, status),
          section,
          RequestLimits.usual());
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

  private static Map<String, Supplier<Answer>> pages(
      Metrics metrics, Supplier<List<TopologyStatus>> status) {
    return Map.of(
        "/", () -> StatusPage.of(status.get()),
        "/metrics", () -> Answer.text(200, Metrics.CONTENT_TYPE, metrics.scrape()),
        "/health/live", () -> Health.live(status.get()),
        "/health/ready", () -> Health.ready(status.get()));
  }

  HttpEndpoint(
      HttpServer server,
      Map<String, Supplier<Answer>> pages,
      Optional<Section> section,
      RequestLimits limits) {
    this.server = server;
    this.pages = pages;
    this.section = section;
    this.limits = limits;
    this.threads = threads();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private static ExecutorService threads() {
    AtomicInteger made = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "http-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** The port on which it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Where other processes find it, as host and port; empty if it listens at all of this machine's
   * addresses, of which none is the right one for sure.
   */
  public Optional<String> address() {
    InetAddress address = server.getAddress().getAddress();
    if (address.isAnyLocalAddress()) {
      return Optional.empty();
    }
    return Optional.of(
        inUrl(address.isLoopbackAddress() ? "localhost" : address.getHostAddress()) + ":" + port());
  }

  /** Where a browser on this machine finds it. */
  public String url() {
    InetAddress address = server.getAddress().getAddress();
    boolean here = address.isAnyLocalAddress() || address.isLoopbackAddress();
    String host = here ? "localhost" : address.getHostAddress();
    return "http://" + inUrl(host) + ":" + port();
  }

  private static String inUrl(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange).sendTo(exchange);
    } catch (IOException e) {
      LOG.debug("a client of {} went away", exchange.getRequestURI(), e);
    }
  }

  private Answer answer(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    if (uri.toString().length() > LONGEST_REQUEST_LINE) {
      return refusal(
          path, 414, "too-long", "A request line has at most " + LONGEST_REQUEST_LINE + " bytes.");
    }
    if (!isForWatchers(path)) {
      Duration delay = limits.delayOf(exchange.getRemoteAddress().getAddress());
      if (!delay.isZero()) {
        return refusal(
                path, 429, "too-many", "Too many requests; Retry-After says when to come back.")
            .with("Retry-After", Long.toString(delay.plusMillis(999).toSeconds()));
      }
    }
    try {
      return isOfSection(path) ? section.orElseThrow().answer(exchange) : page(exchange, path);
    } catch (RuntimeException e) {
      LOG.error("cannot answer {}", path, e);
      return refusal(path, 500, "failed", "This went wrong here; the log says more.");
    }
  }

  private Answer refusal(String path, int status, String reason, String detail) {
    return isOfSection(path)
        ? Answer.problem(status, reason, detail)
        : Answer.plain(status, detail);
  }

  private boolean isOfSection(String path) {
    return section.isPresent() && isWithin(section.get().path(), path);
  }

  private static boolean isForWatchers(String path) {
    return path.equals("/metrics") || isWithin("/health", path);
  }

  private static boolean isWithin(String prefix, String path) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  private Answer page(HttpExchange exchange, String path) {
    Supplier<Answer> page = pages.get(path);
    if (page == null) {
      return Answer.plain(404, "There is nothing here. There is: " + known());
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.plain(405, "Only GET and HEAD.").with("Allow", "GET, HEAD");
    }
    return page.get();
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
