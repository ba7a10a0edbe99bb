package dev.eddy.observe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An answer to an HTTP request. Immutable; the body is not copied and must not be changed. */
public final class Answer {
  /** The type of JSON that is not a problem. */
  public static final String JSON = "application/json";

  /** The type of bytes that only programs read. */
  public static final String BYTES = "application/octet-stream";

  private static final int WORTH_COMPRESSING = 1_400; // bytes: less fits into one packet anyway

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"));

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Answer(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * With a body.
   *
   * @param contentType the body's type, with its character set where it is text
   * @param body not copied
   */
  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  static Answer text(int status, String contentType, String text) {
    return of(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer plain(int status, String text) {
    return text(status, "text/plain; charset=utf-8", text + "\n");
  }

  /**
   * A refusal for programs, as RFC 9457 has it.
   *
   * @param reason a word by which programs tell refusals of one status apart
   * @param detail a sentence for people
   */
  public static Answer problem(int status, String reason, String detail) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "about:blank")
            .put("title", TITLES.getOrDefault(status, "Error"))
            .put("status", status)
            .put("detail", detail)
            .put("reason", reason);
    return text(status, "application/problem+json", json + "\n");
  }

  /** The same with one more header, or another value of it. */
  public Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, Map.copyOf(more), body);
  }

  void sendTo(HttpExchange exchange) throws IOException {
    byte[] sent = body;
    Headers response = exchange.getResponseHeaders();
    headers.forEach(response::set);
    response.set("Cache-Control", "no-store");
    response.set("Vary", "Accept-Encoding");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    if (sent.length > WORTH_COMPRESSING && takesGzip(exchange.getRequestHeaders())) {
      sent = compressed(sent);
      response.set("Content-Encoding", "gzip");
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      response.set("Content-Length", Integer.toString(sent.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, sent.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(sent);
    }
  }

  private static boolean takesGzip(Headers request) {
    String accepted = String.join(",", request.getOrDefault("Accept-Encoding", List.of()));
    for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.strip().split("\\s*;\\s*q\\s*=\\s*", 2);
      if (parts[0].equals("gzip") && (parts.length == 1 || !parts[1].matches("0(\\.0*)?"))) {
        return true;
      }
    }
    return false;
  }

  private static byte[] compressed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }
}
