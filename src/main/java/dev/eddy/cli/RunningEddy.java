package dev.eddy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.observe.rest.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An instance of {@code eddy run} somewhere, asked over HTTP. For one thread. */
final class RunningEddy {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** What is wrong with what was asked for, and nothing has changed. */
  private static final Set<Integer> WRONG_USE = Set.of(400, 404, 405, 409, 413, 414, 415);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final String url;
  private final Optional<String> token;

  /**
   * At an address.
   *
   * @param token what to show; empty: nothing
   * @throws UserError if the address is none
   */
  RunningEddy(String url, Optional<String> token) {
    if (!url.matches("https?://[^/?#]+/?")) {
      throw UserError.wrongUse("--url " + url + ": must be as http://localhost:8080");
    }
    this.url = url.replaceFirst("/$", "");
    this.token = token;
  }

  /**
   * The one topology that runs there, unless one is named.
   *
   * @throws UserError if there are several, or none
   */
  String topology(String named) {
    if (named != null) {
      return named;
    }
    List<String> there = new ArrayList<>();
    json(get("/v1/topologies"))
        .path("topologies")
        .forEach(one -> there.add(one.path("name").asText()));
    if (there.size() != 1) {
      throw UserError.wrongUse(
          there.isEmpty()
              ? url + ": no topology runs there"
              : "--topology is missing: at " + url + " run " + String.join(", ", there));
    }
    return there.get(0);
  }

  /** A text as a part of a path, or as a value in a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * Reads.
   *
   * @throws UserError with what the instance says, if it refuses
   */
  byte[] get(String path) {
    return send(request(path).GET().build());
  }

  /**
   * Writes.
   *
   * @throws UserError with what the instance says, if it refuses
   */
  byte[] post(String path, String type, byte[] body) {
    return send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  static JsonNode json(byte[] answer) {
    try {
      return JSON.readTree(answer);
    } catch (IOException e) {
      throw UserError.failed("what answers there is not Eddy: it says no JSON", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request;
    try {
      request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    } catch (IllegalArgumentException e) {
      throw UserError.wrongUse("--url " + url + ": is no address");
    }
    token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
    return request;
  }

  private byte[] send(HttpRequest request) {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw UserError.failed(url + ": does not answer; --url says where Eddy runs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UserError.failed("interrupted", e);
    }
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    String sentence = sentence(response);
    throw WRONG_USE.contains(response.statusCode())
        ? UserError.wrongUse(sentence)
        : UserError.failed(sentence);
  }

  private String sentence(HttpResponse<byte[]> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    if (!type.startsWith("application/problem+json")) {
      return url + ": answers with status " + response.statusCode() + ", and is not Eddy's /v1";
    }
    String detail = json(response.body()).path("detail").asText();
    return response.statusCode() == 401
        ? detail + " " + BearerToken.VARIABLE + " is " + shown()
        : detail;
  }

  private String shown() {
    return token.isPresent() ? "set here, but to another one." : "not set here.";
  }
}
