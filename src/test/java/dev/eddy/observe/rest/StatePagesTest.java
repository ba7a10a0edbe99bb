package dev.eddy.observe.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of states, and what is asked of them, here and by way of another instance. */
class StatePagesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERIES = "/v1/topologies/rooms/series/";

  private final FakeTopology here = new FakeTopology();
  private final FakeTopology there = new FakeTopology();
  private final Served one = Served.guarded(Served.TOKEN, here);
  private final Served other = Served.guarded(Served.TOKEN, there);

  @BeforeEach
  void keep() {
    here.states().keep("a");
    there.states().keep("b/c");
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private void introduce(boolean certain) {
    here.advertise(one.address(), other.address());
    there.advertise(other.address(), one.address());
    here.owner(other.address(), certain);
    there.owner(other.address(), certain);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return one.get(SERIES + path, "Authorization", "Bearer " + Served.TOKEN);
  }

  private String post(String path, String type, String body) throws Exception {
    HttpResponse<String> response =
        one.send(
            "POST",
            SERIES + path,
            body,
            "Authorization",
            "Bearer " + Served.TOKEN,
            "Content-Type",
            "application/" + type);
    JsonNode json = JSON.readTree(response.body());
    return response.statusCode()
        + " "
        + (json.has("reason") ? json.path("reason").asText() + ": " : "")
        + json.path("detail").asText();
  }

  @Test
  void tellsWhatIsKept() throws Exception {
    assertThat(get("a/state").body())
        .isEqualTo(
            "{\"v\":1,\"series\":\"a\",\"steps\":7,\"frozen\":false,\"challenger\":true,\"entries\":9,"
                + "\"stored\":[{\"slot\":0,\"steps\":5,\"bytes\":70},"
                + "{\"slot\":2,\"steps\":4,\"bytes\":60}]}\n");
    HttpResponse<String> file = get("a/state/export");
    assertThat(file.body()).isEqualTo("\"a\"");
    assertThat(file.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(get("none/state").statusCode()).isEqualTo(404);
    assertThat(get("none/state/export").statusCode()).isEqualTo(404);
    here.state("REBALANCING", true);
    assertThat(get("a/state").statusCode()).isEqualTo(503);
  }

  @Test
  void writesWhatIsAsked() throws Exception {
    assertThat(post("a/state/freeze", "json", "{}"))
        .isEqualTo(
            "202 It holds from the series' next record on, whose forecast tells of it; should it be"
                + " refused, topic rooms-rejected says why.");
    assertThat(post("a/state/rollback", "json", "{\"steps\":4}")).startsWith("202 ");
    assertThat(post("new/state/import", "octet-stream", "bytes")).startsWith("202 ");
    assertThat(here.states().asked).containsExactly("freeze a 0", "rollback a 4", "import new 5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/state/frieze    | {}              | 404 command: There is no command frieze; there are freeze, rollback, import.",
        "a/state/export    | {}              | 404 command: There is no command export",
        "a/state/rollback  | {}              | 400 bad-request: Field steps: must be a whole number",
        "a/state/rollback  | {\"steps\":4.5}   | 400 bad-request: Field steps: must be a whole number",
        "a/state/rollback  | {\"steps\":6}     | 409 not-stored: Series a has no state of 6 steps to go back to; there are those of 5, 4.",
        "a/state/freeze    | {\"steps\":4}     | 400 bad-request: Field steps: freeze takes none.",
        "a/state/rollback  | {\"stepps\":4}    | 400 bad-request: Field stepps: rollback takes only steps.",
        "none/state/freeze | {}              | 404 never-seen: No record of series none",
        "a/state/import    | {}              | 415 type: The body's Content-Type must be application/octet-stream.",
      })
  void refusesWhatIsKnownToBeWrong(String path, String body, String refusal) throws Exception {
    assertThat(post(path, "json", body)).startsWith(refusal);
    assertThat(here.states().asked).isEmpty();
  }

  @Test
  void saysWhatIsNoExportedSeriesAndWhatIsNotWritten() throws Exception {
    assertThat(post("a/state/import", "octet-stream", ""))
        .isEqualTo("409 unfit: What was sent is no exported series.");
    here.states().brokersAnswer = false;
    assertThat(post("a/state/freeze", "json", "{}"))
        .isEqualTo("503 not-ready: Brokers have not acknowledged it.");
  }

  @Test
  void importsBeyondWhatCommandsMayBring() throws Exception {
    int bytes = 2 * Router.LARGEST_BODY;
    assertThat(post("a/state/import", "octet-stream", "x".repeat(bytes))).startsWith("202 ");
    assertThat(here.states().asked).containsExactly("import a " + bytes);
    assertThat(post("a/state/freeze", "json", " ".repeat(bytes) + "{}")).startsWith("413 ");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void passesOnToTheInstanceThatHasTheSeries(boolean certain) throws Exception {
    introduce(certain);
    assertThat(get("b%2Fc/state").body()).contains("\"series\":\"b/c\"");
    assertThat(get("b%2Fc/state/export").body()).isEqualTo("\"b/c\"");
    assertThat(post("b%2Fc/state/rollback", "json", "{\"steps\":5}")).startsWith("202 ");
    assertThat(post("b%2Fc/state/rollback", "json", "{\"steps\":6}")).startsWith("409 not-stored");
    assertThat(post("b%2Fc/state/import", "octet-stream", "bytes")).startsWith("202 ");
    assertThat(post("b%2Fc/state/import", "octet-stream", "")).startsWith("409 unfit");
    assertThat(there.states().asked).containsExactly("rollback b/c 5", "import b/c 5");
    assertThat(post("none/state/freeze", "json", "{}")).startsWith("404 never-seen");
    assertThat(here.states().asked).isEmpty();
  }

  /** Once: who is asked for somebody else writes nothing of a series that is not there. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void importsWhatNobodyKnowsOnce(boolean certain) throws Exception {
    introduce(certain);
    assertThat(post("new/state/import", "octet-stream", "bytes")).startsWith("202 ");
    assertThat(here.states().asked).containsExactly("import new 5");
    assertThat(there.states().asked).isEmpty();
  }
}
