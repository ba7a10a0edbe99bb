package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;

/** What {@code eddy state} asks, what it prints, and what it ends with. */
class StateCommandTest {
  private static final String TOKEN = "a-token-of-some-length";
  private static final String STATE = "/v1/topologies/rooms/series/a%2Fb%20c/state";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> answers = new HashMap<>();

  @TempDir private Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    answers.put("GET /v1/topologies", "200 {\"topologies\":[{\"name\":\"rooms\"}]}");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(
              line
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + (body.isEmpty() ? "" : " " + body));
          String answer = answers.getOrDefault(line, "404 {\"detail\":\"Nothing there.\"}");
          int status = Integer.parseInt(answer.substring(0, 3));
          byte[] bytes = answer.substring(4).getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("Content-Type", "application/" + (status < 300 ? "json" : "problem+json"));
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--url")) {
      all.addAll(List.of("--url", url()));
    }
    return new CommandLine(new StateCommand(Map.of("EDDY_TOKEN", TOKEN)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              Throwable cause =
                  problem instanceof ExecutionException ? problem.getCause() : problem;
              line.getErr().println(cause.getMessage());
              line.getErr().flush();
              return cause instanceof UserError error ? error.exitCode() : 1;
            })
        .execute(all.toArray(String[]::new));
  }

  @Test
  void listsTheSeriesOfAllPages() {
    answers.put(
        "GET /v1/topologies/rooms/series?limit=1000",
        "200 {\"series\":[{\"series\":\"a\",\"origin\":\"2026-01-01T00:00:00Z\",\"steps\":7,"
            + "\"skill\":0.51234}],\"next\":\"a b\",\"unreachable\":[]}");
    answers.put(
        "GET /v1/topologies/rooms/series?limit=1000&after=a%20b",
        "200 {\"series\":[{\"series\":\"long-name\",\"origin\":\"2026-01-01T00:00:00Z\","
            + "\"steps\":8,\"skill\":null}],\"next\":null,\"unreachable\":[\"far:1\"]}");
    assertThat(run("list")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "series          steps  origin                       skill",
            "a                   7  2026-01-01T00:00:00Z        0.5123",
            "long-name           8  2026-01-01T00:00:00Z             -");
    assertThat(err.toString()).startsWith("far:1 does not answer");
  }

  @Test
  void showsWhatIsKept() {
    answers.put(
        "GET " + STATE,
        "200 {\"v\":1,\"steps\":5000,\"frozen\":true,\"challenger\":true,\"stored\":["
            + "{\"slot\":0,\"steps\":4900,\"bytes\":1234},"
            + "{\"slot\":2,\"steps\":4096,\"bytes\":1200}]}");
    assertThat(run("show", "a/b c")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "a/b c: 5,000 steps, frozen, a challenger beside",
            "  snapshot   of 4,900 steps, 1,234 bytes",
            "  checkpoint of 4,096 steps, 1,200 bytes");
    assertThat(asked.get(0)).isEqualTo("GET /v1/topologies Bearer " + TOKEN);
    assertThat(run("show", "a/b c", "--json", "--topology", "rooms")).isZero();
    assertThat(out.toString()).endsWith("\"bytes\":1200}]}\n");
    assertThat(asked).hasSize(3);
  }

  @Test
  void asksWhatItIsTold() {
    for (String verb : List.of("freeze", "thaw", "forget", "promote", "rollback")) {
      answers.put(
          "POST " + STATE + "/" + verb,
          "202 {\"series\":\"a/b c\",\"command\":\"" + verb + "\",\"detail\":\"It holds.\"}");
    }
    assertThat(run("freeze", "a/b c")).isZero();
    assertThat(run("thaw", "a/b c")).isZero();
    assertThat(run("forget", "a/b c")).isZero();
    assertThat(run("promote", "a/b c")).isZero();
    assertThat(run("rollback", "a/b c", "--to", "4096")).isZero();
    assertThat(asked)
        .filteredOn(line -> line.startsWith("POST"))
        .hasSize(5)
        .contains("POST " + STATE + "/freeze Bearer " + TOKEN + " {}")
        .endsWith("POST " + STATE + "/rollback Bearer " + TOKEN + " {\"steps\":4096}");
    assertThat(out.toString().lines()).hasSize(5).contains("a/b c: thaw is asked for. It holds.");
  }

  @Test
  void writesTheFile() throws IOException {
    answers.put("GET " + STATE + "/export", "200 bytes");
    Path file = folder.resolve("a.state");
    assertThat(run("export", "a/b c", "--out", file.toString())).isZero();
    assertThat(file).hasContent("bytes");
    assertThat(out.toString()).isEqualTo(file + ": 5 bytes of a/b c\n");
  }

  @Test
  void saysWhatIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("no.state"), "nothing of the kind, but longer");
    answers.put("POST " + STATE + "/thaw", "409 {\"detail\":\"It does not fit.\"}");
    answers.put("POST " + STATE + "/forget", "503 {\"detail\":\"Not ready.\"}");
    answers.put("POST " + STATE + "/freeze", "401 {\"detail\":\"A token is needed.\"}");
    assertThat(run("thaw", "a/b c")).isEqualTo(2);
    assertThat(run("forget", "a/b c")).isEqualTo(1);
    assertThat(run("freeze", "a/b c")).isEqualTo(1);
    assertThat(run("import", file.toString())).isEqualTo(2);
    assertThat(run("import", "none.state")).isEqualTo(2);
    assertThat(run("list", "--url", "localhost")).isEqualTo(2);
    assertThat(run("list", "--url", "http://localhost:1")).isEqualTo(1);
    answers.put("GET /v1/topologies", "200 {\"topologies\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
    assertThat(run("list")).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "It does not fit.",
            "Not ready.",
            "A token is needed. EDDY_TOKEN is set here, but to another one.",
            file + ": is no exported series",
            "none.state: there is no such file",
            "--url localhost: must be as http://localhost:8080",
            "http://localhost:1: does not answer; --url says where Eddy runs",
            "--topology is missing: at " + url() + " run a, b");
    assertThat(out.toString()).isEmpty();
  }
}
