package dev.eddy.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOMS = "/v1/topologies/rooms";

  private final FakeTopology rooms = new FakeTopology();
  private Served served = Served.readable(rooms);

  @AfterEach
  void close() {
    served.close();
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> response = served.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private String problem(int status, String path, String... headers) throws Exception {
    HttpResponse<String> response = served.get(path, headers);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode json = JSON.readTree(response.body());
    assertThat(json.path("status").asInt()).isEqualTo(status);
    return json.path("reason").asText() + ": " + json.path("detail").asText();
  }

  @Test
  void tellsOfTopologies() throws Exception {
    assertThat(served.get("/v1/topologies").body())
        .isEqualTo(
            "{\"v\":1,\"topologies\":[{\"name\":\"rooms\",\"state\":\"RUNNING\",\"live\":true,"
                + "\"ready\":true}]}\n");
    JsonNode one = json(ROOMS);
    assertThat(one.path("source").path("topic").asText()).isEqualTo("in");
    assertThat(one.path("sink").path("forecasts").asText()).isEqualTo("rooms-forecasts");
    assertThat(one.path("instances").toString())
        .isEqualTo("[{\"address\":null,\"here\":true,\"partitions\":[0]}]");
    assertThat(problem(404, "/v1/topologies/halls"))
        .isEqualTo("topology: No topology halls runs here; there is: rooms.");
  }

  @Test
  void givesForecastsAsTheyAreInTheTopic() throws Exception {
    rooms.with("a", 0.5);
    HttpResponse<String> response = served.get(ROOMS + "/series/a/forecast");
    assertThat(response.body()).isEqualTo(FakeTopology.forecast("a"));
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(json(ROOMS + "/series/a").path("skill").asDouble()).isEqualTo(0.5);
    assertThat(json(ROOMS + "/series/a").path("events").toString())
        .isEqualTo("[{\"time\":\"2026-01-01T00:00:00Z\",\"event\":\"gap\"}]");
    assertThat(json(ROOMS + "/series/a/errors").at("/targets/y/absoluteErrors").toString())
        .isEqualTo(
            "[{\"horizon\":1,\"combined\":[1.0,null],\"last-value\":[1.0,null]},"
                + "{\"horizon\":2,\"combined\":[3.0,4.0],\"last-value\":[3.0,4.0]}]");
    assertThat(served.get(ROOMS + "/series/a/learning").body()).contains(FakeTopology.report("a"));
    assertThat(problem(404, ROOMS + "/series/a/forecast?model=echo"))
        .isEqualTo(
            "unpublished: Forecasts of echo are not published: forecast.publish must be all.");
    assertThat(problem(404, ROOMS + "/series/a/forecast?model=eco"))
        .isEqualTo("unpublished: There is no model eco; there is combined.");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b,a%2Fb",
    "a b,a%20b",
    "a+b,a+b",
    "a+b,a%2bb",
    "Zürich,Z%C3%BCrich",
    "😀,%F0%9F%98%80",
    "..,%2E%2E",
    "%2F,%252F",
    "a?b#c,a%3Fb%23c"
  })
  void readsNamesThatAreEncoded(String name, String encoded) throws Exception {
    rooms.with(name, 0.5);
    assertThat(json(ROOMS + "/series/" + encoded).path("series").asText()).isEqualTo(name);
    assertThat(UrlText.decoded(UrlText.encoded(name))).isEqualTo(name);
  }

  @Test
  void readsBytesThatShouldHaveBeenEncoded() throws Exception {
    rooms.with("Zürich", 0.5);
    assertThat(raw("GET " + ROOMS + "/series/Zürich HTTP/1.1\r\nHost: x\r\n\r\n"))
        .isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void refusesWhatIsNoText() throws Exception {
    assertThat(problem(400, ROOMS + "/series/%FF")).contains("Not UTF-8");
    assertThat(problem(400, ROOMS + "/series?prefix=%C3")).contains("Not UTF-8");
  }

  @Test
  void tellsNeverSeenFromSilent() throws Exception {
    rooms.withSilent("b");
    assertThat(problem(404, ROOMS + "/series/a"))
        .startsWith("never-seen: No record of series a has been seen by topology rooms in the")
        .contains("--advertise");
    rooms.advertise("localhost:1");
    assertThat(problem(404, ROOMS + "/series/a"))
        .isEqualTo("never-seen: No record of series a has been seen by topology rooms.");
    assertThat(problem(404, ROOMS + "/series/b/forecast"))
        .startsWith("silent: Series b is known, but no record of it has come since");
  }

  @Test
  void asksForPatienceWhilePartitionsMove() throws Exception {
    rooms.with("a", 0.5);
    rooms.state("REBALANCING", true);
    assertThat(served.get(ROOMS + "/series/a/forecast").statusCode()).isEqualTo(200);
    assertThat(served.get(ROOMS + "/forecasts?series=a").statusCode()).isEqualTo(200);
    for (String path : List.of("/series/b", "/series", "/forecasts?series=b")) {
      assertThat(problem(503, ROOMS + path))
          .isEqualTo(
              "not-ready: Topology rooms is REBALANCING: partitions are being shared out or their"
                  + " states restored.");
      assertThat(served.get(ROOMS + path).headers().firstValue("Retry-After")).contains("5");
    }
    rooms.state("ERROR", false);
    assertThat(problem(503, ROOMS + "/series/b")).contains("is ERROR: only a restart helps.");
  }

  @Test
  void saysThatNothingHasStarted() throws Exception {
    served.close();
    served = Served.readable();
    assertThat(problem(503, ROOMS)).isEqualTo("not-ready: No topology has started yet.");
  }

  @Test
  void listsSeriesByPages() throws Exception {
    rooms.with("c", 0.9).with("a", Double.NaN).with("b", 1.1).with("x", 0.1).with("b2", 0.9);
    assertThat(walk("limit=2")).containsExactly("a", "b", "b2", "c", "x");
    assertThat(walk("limit=2&sort=skill")).containsExactly("x", "b2", "c", "b", "a");
    assertThat(walk("limit=2&sort=-skill")).containsExactly("b", "b2", "c", "x", "a");
    assertThat(walk("prefix=b&limit=1")).containsExactly("b", "b2");
    JsonNode page = json(ROOMS + "/series?prefix=b");
    assertThat(page.path("total").asInt()).isEqualTo(2);
    assertThat(page.at("/series/0").toString())
        .isEqualTo(
            "{\"series\":\"b\",\"origin\":\"2026-01-01T00:00:00Z\",\"steps\":7,\"warmup\":true,"
                + "\"skill\":1.1}");
  }

  private List<String> walk(String query) throws Exception {
    List<String> names = new ArrayList<>();
    String after = "";
    for (int pages = 0; pages < 10; pages++) {
      JsonNode page = json(ROOMS + "/series?" + query + after);
      page.path("series").forEach(row -> names.add(row.path("series").asText()));
      if (page.path("next").isNull()) {
        return names;
      }
      after = "&after=" + UrlText.encoded(page.path("next").asText());
    }
    throw new AssertionError("pages without end: " + names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/series?limit=0", "/series?limit=1001", "/series?limit=x", "/series?sort=length",
        "/series?sort=skill&after=a", "/series?limt=3", "/series?limit=1&limit=2", "/forecasts",
        "/series/a?model=echo"
      })
  void refusesQueriesThatMeanNothing(String path) throws Exception {
    rooms.with("a", 0.5);
    assertThat(problem(400, ROOMS + path)).startsWith("bad-request: ");
  }

  @Test
  void givesManyForecastsInTheOrderAskedFor() throws Exception {
    rooms.with("a", 0.5).with("b c", 0.5).withSilent("d");
    assertThat(served.get(ROOMS + "/forecasts?series=b+c&series=e&series=a&series=d").body())
        .isEqualTo(
            "{\"v\":1,\"forecasts\":["
                + FakeTopology.forecast("b c")
                + ","
                + FakeTopology.forecast("a")
                + "],\"missing\":[{\"series\":\"e\",\"reason\":\"never-seen\"},"
                + "{\"series\":\"d\",\"reason\":\"silent\"}],\"unreachable\":[]}\n");
    assertThat(json(ROOMS + "/forecasts?series=a&model=echo").at("/missing/0/reason").asText())
        .isEqualTo("unpublished");
    String tooMany =
        IntStream.rangeClosed(0, ManyForecasts.MOST)
            .mapToObj(i -> "series=" + i)
            .collect(Collectors.joining("&"));
    assertThat(problem(400, ROOMS + "/forecasts?" + tooMany))
        .contains("1001 series are asked for: must be 1 to 1000");
  }

  @Test
  void saysWhichMethodsThereAre() throws Exception {
    HttpResponse<String> post = served.send("POST", ROOMS, "{}");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpResponse<String> options = served.send("OPTIONS", ROOMS + "/series", "");
    assertThat(options.statusCode()).isEqualTo(405);
    assertThat(options.headers().map()).doesNotContainKey("access-control-allow-origin");
    HttpResponse<String> head = served.send("HEAD", ROOMS, "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(100);
    for (String path : List.of("/v1", "/v1/", ROOMS + "/", ROOMS + "/series/", "/v1//topologies")) {
      assertThat(problem(404, path)).startsWith("path: ");
    }
  }

  @Test
  void refusesRequestLinesWithoutEnd() throws Exception {
    assertThat(problem(414, ROOMS + "/series/" + "a".repeat(70_000))).startsWith("too-long: ");
  }

  private String raw(String request) throws Exception {
    String[] address = served.address().split(":");
    try (Socket socket = new Socket(address[0], Integer.parseInt(address[1]))) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }
}
