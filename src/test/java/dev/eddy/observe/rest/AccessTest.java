package dev.eddy.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.observe.Answer;
import dev.eddy.observe.rest.Router.Route;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read, and who may write. */
class AccessTest {
  private final Served served = Served.guarded(Served.TOKEN, new FakeTopology().with("a", 0.5));

  @AfterEach
  void close() {
    served.close();
  }

  @Test
  void wantsTheTokenForEverything() throws Exception {
    for (String path :
        List.of("/v1", "/v1/openapi.json", "/v1/nothing", "/v1/topologies/rooms" + "/series/a")) {
      HttpResponse<String> refused = served.get(path);
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("\"reason\":\"unauthorized\"");
      for (String shown : List.of("Bearer wrong-token-of-some", "Basic " + Served.TOKEN)) {
        assertThat(served.get(path, "Authorization", shown).statusCode()).isEqualTo(401);
      }
      assertThat(served.get(path, Request.FORWARDED, "1").statusCode()).isEqualTo(401);
    }
    assertThat(served.get("/v1/topologies").headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"eddy\"");
    for (String shown : List.of("Bearer " + Served.TOKEN, "bearer  " + Served.TOKEN)) {
      assertThat(served.get("/v1/topologies", "Authorization", shown).statusCode()).isEqualTo(200);
    }
    assertThat(served.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(served.get("/metrics").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "has a space in its middle", "with-a-newline-at-end\n"})
  void takesNoTokenThatIsNone(String token) {
    assertThatThrownBy(() -> new BearerToken(token))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("EDDY_TOKEN: must be 16 to 512 ASCII characters without spaces")
        .message()
        .satisfies(words -> assertThat(token.isEmpty() || !words.contains(token)).isTrue());
  }

  @Test
  void writesOnlyWithAToken() throws Exception {
    String[] json = {"Content-Type", "application/json"};
    assertThat(command(Optional.empty(), "{}", json)).startsWith("403 ").contains("EDDY_TOKEN");
    Optional<BearerToken> token = Optional.of(new BearerToken(Served.TOKEN));
    assertThat(command(token, "{}", json)).startsWith("401 ");
    String[] shown = {json[0], json[1], "Authorization", "Bearer " + Served.TOKEN};
    assertThat(command(token, "{\"b\":3}", shown)).isEqualTo("200 a={\"b\":3}");
    assertThat(command(token, "[]", shown)).startsWith("400 ").contains("JSON object");
    assertThat(command(token, "{", shown)).startsWith("400 ").contains("no JSON");
    assertThat(command(token, "{} {}", shown)).startsWith("400 ").contains("no JSON");
    assertThat(command(token, "", shown)).startsWith("400 ").contains("JSON object");
    assertThat(command(token, "{}", "Authorization", "Bearer " + Served.TOKEN)).startsWith("415 ");
    assertThat(command(token, " ".repeat(Router.LARGEST_BODY) + "{}", shown)).startsWith("413 ");
  }

  private static String command(Optional<BearerToken> token, String body, String... headers)
      throws Exception {
    Route route =
        Route.post(
            "/v1/{name}",
            request ->
                Answer.of(
                    200,
                    "text/plain",
                    (request.part("name") + "=" + request.body().json())
                        .getBytes(StandardCharsets.UTF_8)));
    Router router = new Router(List.of(route), token.isPresent());
    try (Served served = new Served(new RestApi(token, router))) {
      HttpResponse<String> response = served.send("POST", "/v1/a", body, headers);
      return response.statusCode() + " " + response.body();
    }
  }
}
