package dev.eddy.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.eddy.observe.rest.Router.Route;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is served is what the document says, and the other way round. */
class OpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static ObjectNode document;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.json")) {
      document = (ObjectNode) JSON.readTree(in);
    }
    document.path("components").path("schemas").forEach(OpenApiTest::close);
  }

  /** Clients must take fields that they do not know; here each must be described. */
  private static void close(JsonNode schema) {
    if (schema.has("properties") && schema.path("type").asText().equals("object")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
    schema.forEach(OpenApiTest::close);
  }

  private static List<Route> routes() {
    return RestApi.routes(new Topologies(List::of));
  }

  private static JsonNode operation(Route route) {
    return document.path("paths").path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
  }

  @Test
  void describesEveryRouteAndNoOther() {
    List<String> described = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
    }
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            routes().stream().map(route -> route.method() + " " + route.path()).toList());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(50);
    assertThat(references)
        .allSatisfy(
            to -> assertThat(document.at(to.substring(1)).isMissingNode()).as(to).isFalse());
  }

  @Test
  void answersAreAsDescribed() throws Exception {
    FakeTopology rooms = new FakeTopology().with("a", 0.5).with("b", Double.NaN);
    rooms.withSilent("quiet");
    rooms.states().keep("a");
    try (Served served = Served.readable(rooms)) {
      for (Route route : readable()) {
        String path = route.path().replace("{topology}", "rooms").replace("{series}", "a");
        String query = route.path().endsWith("/forecasts") ? "?series=a&series=quiet" : "";
        check(route, 200, served.get(path + query));
        if (route.path().contains("{series}")) {
          check(route, 404, served.get(path.replace("/a", "/none")));
        }
        if (!route.path().endsWith("openapi.json")) {
          check(route, 400, served.get(path + "?nonsense=1"));
        }
      }
      rooms.state("REBALANCING", true);
      for (Route route : readable()) {
        if (route.path().matches(".*(series|\\{series}.*|forecasts)")) {
          String path = route.path().replace("{topology}", "rooms").replace("{series}", "none");
          String query = route.path().endsWith("/forecasts") ? "?series=none" : "";
          check(route, 503, served.get(path + query));
        }
      }
    }
    try (Served served = Served.guarded(Served.TOKEN, rooms)) {
      for (Route route : routes()) {
        String path = route.path().replace("{", "").replace("}", "");
        check(route, 401, served.send(route.method(), path, ""));
      }
    }
  }

  private static List<Route> readable() {
    return routes().stream().filter(route -> route.method().equals("GET")).toList();
  }

  @Test
  void commandsAreAnsweredAsDescribed() throws Exception {
    FakeTopology rooms = new FakeTopology();
    rooms.states().keep("a");
    String[] none = {};
    try (Served open = Served.readable(rooms);
        Served served = Served.guarded(Served.TOKEN, rooms)) {
      for (Route route : routes()) {
        if (route.method().equals("POST")) {
          String path = path(route, "a", "rollback");
          String type =
              "application/" + (route.path().endsWith("import") ? "octet-stream" : "json");
          String[] shown = {"Content-Type", type, "Authorization", "Bearer " + Served.TOKEN};
          check(route, 403, open.send("POST", path, "{}", none));
          check(route, 202, served.send("POST", path, "{\"steps\":5}", shown));
          check(route, 400, served.send("POST", path + "?nonsense=1", "{}", shown));
          check(route, 415, served.send("POST", path, "{}", shown[2], shown[3]));
          String unknown = path(route, "none", "unknown").replace("rooms", "halls");
          check(route, 404, served.send("POST", unknown, "{}", shown));
          rooms.states().brokersAnswer = false;
          check(route, 503, served.send("POST", path, "{\"steps\":5}", shown));
          rooms.states().brokersAnswer = true;
          String misfit = route.path().endsWith("import") ? "" : "{\"steps\":6}";
          check(route, 409, served.send("POST", path, misfit, shown));
        }
      }
    }
  }

  private static String path(Route route, String series, String command) {
    return route
        .path()
        .replace("{topology}", "rooms")
        .replace("{series}", series)
        .replace("{command}", command);
  }

  private static void check(Route route, int status, HttpResponse<String> response)
      throws IOException {
    String what = route.path() + " " + status + ": " + response.body();
    assertThat(response.statusCode()).as(what).isEqualTo(status);
    JsonNode described = operation(route).path("responses").path(Integer.toString(status));
    if (described.has("$ref")) {
      described = document.at(described.path("$ref").asText().substring(1));
    }
    String type = response.headers().firstValue("Content-Type").orElseThrow();
    JsonNode content = described.path("content").path(type);
    assertThat(content.has("schema")).as(what).isTrue();
    for (String header :
        described.path("headers").properties().stream().map(Map.Entry::getKey).toList()) {
      assertThat(response.headers().firstValue(header)).as(what).isPresent();
    }
    assertThat(schema(content.path("schema")).validate(JSON.readTree(response.body())))
        .as(what)
        .isEmpty();
  }

  private static JsonSchema schema(JsonNode schema) {
    ObjectNode root = ((ObjectNode) schema).deepCopy();
    root.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root);
  }
}
