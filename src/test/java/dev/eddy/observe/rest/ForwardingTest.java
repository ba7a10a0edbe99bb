package dev.eddy.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances of a topology, of which each can ask the other. */
class ForwardingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOMS = "/v1/topologies/rooms";
  private static final String NOBODY = "localhost:1";

  private final FakeTopology here = new FakeTopology();
  private final FakeTopology there = new FakeTopology();
  private Served one = Served.readable(here);
  private Served other = Served.readable(there);

  @BeforeEach
  void introduce() {
    here.advertise(one.address(), other.address());
    there.advertise(other.address(), one.address());
    here.owner(other.address(), true);
    there.owner(one.address(), true);
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private static String problem(int status, HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode json = JSON.readTree(response.body());
    return json.path("reason").asText() + ": " + json.path("detail").asText();
  }

  @Test
  void passesOnWhatTheOwnerSays() throws Exception {
    there.with("ä/b", 0.5);
    there.withSilent("quiet");
    assertThat(one.get(ROOMS + "/series/%C3%A4%2Fb/forecast").body())
        .isEqualTo(FakeTopology.forecast("ä/b"));
    assertThat(problem(404, one.get(ROOMS + "/series/quiet/errors"))).startsWith("silent: ");
    assertThat(problem(404, one.get(ROOMS + "/series/none"))).startsWith("never-seen: ");
  }

  /** Both think that the other has it: neither asks for ever. */
  @Test
  void asksOnceAndNeverForSomebodyElse() throws Exception {
    assertThat(problem(404, one.get(ROOMS + "/series/none"))).startsWith("never-seen: ");
    assertThat(here.lookups).hasValue(1);
    assertThat(there.lookups).hasValue(1);
    assertThat(problem(404, one.get(ROOMS + "/series/none", Request.FORWARDED, "1")))
        .startsWith("never-seen: ");
    assertThat(there.lookups).hasValue(1);
  }

  @Test
  void asksEveryoneWhereRecordsMayBeAnywhere() throws Exception {
    there.with("a", 0.5);
    here.advertise(one.address(), NOBODY, other.address());
    here.owner(NOBODY, false);
    assertThat(problem(502, one.get(ROOMS + "/series/none")))
        .isEqualTo("unreachable: Instance " + NOBODY + ", which may have it, does not answer.");
    here.owner(one.address(), false);
    assertThat(one.get(ROOMS + "/series/a/forecast").body()).isEqualTo(FakeTopology.forecast("a"));
    assertThat(problem(502, one.get(ROOMS + "/series/none"))).contains("does not answer");
  }

  @Test
  void saysWhyTheOwnerCannotBeAsked() throws Exception {
    here.owner(NOBODY, true);
    here.advertise(one.address(), NOBODY);
    HttpResponse<String> gone = one.get(ROOMS + "/series/a");
    assertThat(problem(502, gone)).contains(NOBODY + ", which may have it, does not answer.");
    assertThat(gone.headers().firstValue("Retry-After")).contains("5");

    here.owner(one.address(), true);
    assertThat(problem(502, one.get(ROOMS + "/series/a")))
        .contains("it advertises " + one.address() + ", as this one does");

    here.advertise(one.address(), other.address());
    here.owner(other.address(), true);
    there.state("REBALANCING", true);
    assertThat(problem(503, one.get(ROOMS + "/series/a"))).contains("is not ready");
  }

  @Test
  void showsTheTokenToOthers() throws Exception {
    there.with("a", 0.5);
    close();
    one = Served.guarded(Served.TOKEN, here);
    other = Served.guarded(Served.TOKEN, there);
    introduce();
    String[] shown = {"Authorization", "Bearer " + Served.TOKEN};
    assertThat(one.get(ROOMS + "/series/a/forecast", shown).statusCode()).isEqualTo(200);
    assertThat(one.get(ROOMS + "/series/a/forecast").statusCode()).isEqualTo(401);

    other.close();
    other = Served.guarded("another-token-of-some-length", there);
    introduce();
    assertThat(problem(502, one.get(ROOMS + "/series/a/forecast", shown)))
        .contains("all instances need the same EDDY_TOKEN");
  }

  @Test
  void mergesLists() throws Exception {
    here.with("a", 0.9).with("c", 0.7).with("moves", 0.1);
    there.with("b", 0.8).with("d", Double.NaN).with("moves", 0.1);
    JsonNode page = JSON.readTree(one.get(ROOMS + "/series?sort=skill&limit=3").body());
    assertThat(page.path("series").findValuesAsText("series"))
        .isEqualTo(List.of("moves", "c", "b"));
    String next = UrlText.encoded(page.path("next").asText());
    JsonNode rest =
        JSON.readTree(one.get(ROOMS + "/series?sort=skill&limit=3&after=" + next).body());
    assertThat(rest.path("series").findValuesAsText("series")).isEqualTo(List.of("a", "d"));
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(rest.path("unreachable")).isEmpty();
  }

  @Test
  void gathersForecastsByteForByte() throws Exception {
    here.with("a", 0.5);
    there.with("b", 0.5).with("ä b", 0.5).withSilent("quiet");
    String query = "?series=%C3%A4%20b&series=a&series=b&series=quiet&series=none";
    String expected =
        "{\"v\":1,\"forecasts\":["
            + FakeTopology.forecast("ä b")
            + ","
            + FakeTopology.forecast("a")
            + ","
            + FakeTopology.forecast("b")
            + "],\"missing\":[{\"series\":\"quiet\",\"reason\":\"silent\"},"
            + "{\"series\":\"none\",\"reason\":\"never-seen\"}],\"unreachable\":[]}\n";
    assertThat(one.get(ROOMS + "/forecasts" + query).body()).isEqualTo(expected);
    assertThat(other.get(ROOMS + "/forecasts" + query).body()).isEqualTo(expected);
  }

  @Test
  void saysWhoseSeriesAreNotInTheList() throws Exception {
    here.with("a", 0.5);
    here.advertise(one.address(), NOBODY);
    JsonNode list = JSON.readTree(one.get(ROOMS + "/series").body());
    assertThat(list.path("series")).hasSize(1);
    assertThat(list.path("unreachable").toString()).isEqualTo("[\"" + NOBODY + "\"]");
    JsonNode many = JSON.readTree(one.get(ROOMS + "/forecasts?series=a&series=b").body());
    assertThat(many.path("forecasts")).hasSize(1);
    assertThat(many.path("unreachable").toString()).isEqualTo("[\"" + NOBODY + "\"]");
  }
}
