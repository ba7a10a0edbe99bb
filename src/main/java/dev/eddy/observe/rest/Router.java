package dev.eddy.observe.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import dev.eddy.observe.Answer;
import dev.eddy.observe.rest.Request.Sent;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds who answers a path. Routes that write take a JSON object, or bytes, and are refused to all
 * where no token is set. Immutable.
 */
final class Router {
  static final int LARGEST_BODY = 64 << 10;

  /** As much as a record of Kafka's can bring. */
  static final int LARGEST_UPLOAD = 64 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final List<Route> routes;
  private final boolean writable;

  /** What the body of a request may be. */
  enum Taken {
    NOTHING("", 0),
    JSON("application/json", LARGEST_BODY),
    BYTES("application/octet-stream", LARGEST_UPLOAD);

    private final String type;
    private final int largest; // bytes

    Taken(String type, int largest) {
      this.type = type;
      this.largest = largest;
    }
  }

  /**
   * One method of one path.
   *
   * @param method GET, which answers HEAD too, or POST
   * @param path with parts to be named in braces, each a whole segment
   * @param body what it takes
   * @param page answers
   */
  record Route(String method, String path, Taken body, Function<Request, Answer> page) {
    static Route get(String path, Function<Request, Answer> page) {
      return new Route("GET", path, Taken.NOTHING, page);
    }

    /** Takes a JSON object. */
    static Route post(String path, Function<Request, Answer> page) {
      return new Route("POST", path, Taken.JSON, page);
    }

    /** Takes bytes. */
    static Route upload(String path, Function<Request, Answer> page) {
      return new Route("POST", path, Taken.BYTES, page);
    }

    private boolean takes(String asked) {
      return asked.equals(method) || (asked.equals("HEAD") && method.equals("GET"));
    }

    /** The encoded parts of a path of this route; empty if it is none. */
    private Optional<Map<String, String>> match(String[] segments) {
      String[] pattern = path.split("/", -1);
      if (pattern.length != segments.length) {
        return Optional.empty();
      }
      Map<String, String> parts = new HashMap<>();
      for (int i = 0; i < pattern.length; i++) {
        if (pattern[i].startsWith("{") && !segments[i].isEmpty()) {
          parts.put(pattern[i].substring(1, pattern[i].length() - 1), segments[i]);
        } else if (!pattern[i].equals(segments[i])) {
          return Optional.empty();
        }
      }
      return Optional.of(parts);
    }
  }

  /**
   * Of these routes.
   *
   * @param writable false to refuse every route that writes
   */
  Router(List<Route> routes, boolean writable) {
    this.routes = List.copyOf(routes);
    this.writable = writable;
  }

  List<Route> routes() {
    return routes;
  }

  /**
   * Answers.
   *
   * @throws Problem if nobody does
   */
  Answer answer(HttpExchange exchange) {
    String[] segments = exchange.getRequestURI().getRawPath().split("/", -1);
    String method = exchange.getRequestMethod();
    TreeSet<String> others = new TreeSet<>();
    for (Route route : routes) {
      Optional<Map<String, String>> parts = route.match(segments);
      if (parts.isPresent() && route.takes(method)) {
        return route.page().apply(request(exchange, route, parts.get()));
      } else if (parts.isPresent()) {
        others.addAll(route.takes("HEAD") ? List.of("GET", "HEAD") : List.of(route.method()));
      }
    }
    if (!others.isEmpty()) {
      throw Problem.methodNotAllowed(String.join(", ", others));
    }
    throw Problem.notFound(
        "path", "There is no such path; /v1/openapi.json lists those there are.");
  }

  private Request request(HttpExchange exchange, Route route, Map<String, String> parts) {
    URI uri = exchange.getRequestURI();
    Map<String, String> decoded =
        parts.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, part -> UrlText.decoded(part.getValue())));
    return new Request(
        uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
        decoded,
        UrlText.query(uri.getRawQuery()),
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
        exchange.getRequestHeaders().containsKey(Request.FORWARDED),
        route.body() == Taken.NOTHING ? Optional.empty() : Optional.of(sent(exchange, route)));
  }

  private Sent sent(HttpExchange exchange, Route route) {
    if (!writable) {
      throw Problem.forbidden(
          "This instance is read-only: it takes commands only where EDDY_TOKEN is set.");
    }
    Taken taken = route.body();
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null
        || !type.toLowerCase(Locale.ROOT).matches(Pattern.quote(taken.type) + "\\s*(;.*)?")) {
      throw Problem.unsupportedType("The body's Content-Type must be " + taken.type + ".");
    }
    try {
      byte[] body = exchange.getRequestBody().readNBytes(taken.largest + 1);
      if (body.length > taken.largest) {
        throw Problem.tooLarge("A body has at most " + taken.largest + " bytes here.");
      }
      return new Sent(type, body, taken == Taken.JSON ? json(body) : MissingNode.getInstance());
    } catch (IOException e) {
      throw Problem.badRequest("The body did not come to its end.");
    }
  }

  private static JsonNode json(byte[] body) throws IOException {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        throw Problem.badRequest("The body must be a JSON object.");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw Problem.badRequest("The body is no JSON: " + e.getOriginalMessage());
    }
  }
}
