package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.config.InvalidTopology;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code eddy backtest} prints, and what it ends with. */
class BacktestCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private String topology;
  private String input;
  private String results;

  @BeforeEach
  void writeFiles() throws IOException {
    topology =
        Files.writeString(
                folder.resolve("waves.yaml"),
                "name: waves\nsource: {topic: t, time: time, targets: [load]}\nstep: {every: 1h}\n"
                    + "forecast: {horizon: 3}\nmodels: [{name: arx, type: arx}]\n")
            .toString();
    StringBuilder rows = new StringBuilder("time,load\n");
    for (int n = 0; n < 1_100; n++) {
      rows.append(3_600_000L * n)
          .append(',')
          .append(n == 5 ? "much" : n * 37 % 11 + n % 24)
          .append('\n');
    }
    input = Files.writeString(folder.resolve("data.csv"), rows).toString();
    results = folder.resolve("results").toString();
  }

  /** As the command line's root does: a user's mistake is its sentence and its exit code. */
  private int run(String... arguments) {
    return new CommandLine(new BacktestCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              line.getErr().println(problem.getMessage());
              return problem instanceof UserError error
                  ? error.exitCode()
                  : problem instanceof InvalidTopology ? 2 : 1;
            })
        .execute(arguments);
  }

  @Test
  void scoresArePrintedAsATable() {
    assertThat(run(topology, "--input", input, "--out", results, "--models", "combined,drift"))
        .isZero();
    assertThat(out.toString().lines())
        .hasSize(5)
        .anyMatch(line -> line.matches("model +skill +MAE +RMSE +bias +coverage +Winkler +pairs"))
        .anyMatch(line -> line.matches("combined +[0-9]+\\.[0-9]{4} .* 294"))
        .anyMatch(
            line ->
                line.startsWith("1,100 rows of 1 series in ")
                    && line.endsWith(" 1 refused, 0 duplicates, 0 revisions"))
        .endsWith(folder.resolve("results").resolve("report.html").toString());
    assertThat(err.toString().lines())
        .containsExactly(
            input + ":7: number: load=much: must be a finite number", "1 row refused: number");
  }

  @Test
  void scoresArePrintedAsOneJsonObject() throws IOException {
    assertThat(run(topology, "--input", input, "--out", results, "--json", "--quiet")).isZero();
    assertThat(out.toString()).isEqualTo(Files.readString(folder.resolve("results/scores.json")));
    assertThat(new ObjectMapper().readTree(out.toString()).at("/models/arx/skill/mean").isNumber())
        .isTrue();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void rowsMayBePipedInAndBounded() throws IOException {
    InputStream before = System.in;
    try (InputStream piped = Files.newInputStream(Path.of(input))) {
      System.setIn(piped);
      assertThat(run(topology, "--input", "-", "--from", "0", "--to", "3600000", "--out", results))
          .isZero();
    } finally {
      System.setIn(before);
    }
    assertThat(out.toString())
        .contains("nothing to score")
        .contains("2 rows of 1 series in ", " 1 refused"); // whose time is told by no good row
    assertThat(
            new ObjectMapper().readTree(folder.resolve("results/run.json").toFile()).at("/input"))
        .hasToString("\"standard input\"");
  }

  @Test
  void quietIsQuiet() {
    assertThat(run(topology, "--input", input, "--out", results, "--quiet")).isZero();
    assertThat(out.toString() + err).isEmpty();
  }

  @Test
  void mistakesAreOneSentenceAndTwo() {
    assertThat(run(topology, "--input", "none.csv", "--out", results)).isEqualTo(2);
    assertThat(run(topology, "--input", input, "--out", results, "--models", "x")).isEqualTo(2);
    assertThat(run(topology, "--input", input, "--out", results, "--threads", "0")).isEqualTo(2);
    assertThat(run(topology, "--input", input, "--out", results, "--paths", "-1")).isEqualTo(2);
    assertThat(run("none.yaml", "--input", input)).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "none.csv: there is no such file",
            "model x: there is no such model; there are combined, arx, last-value, seasonal, drift,"
                + " holt-winters",
            "threads=0: must be 1 or more",
            "paths=-1: must be 0 to 10000",
            "none.yaml: there is no such file");
    assertThat(run(topology)).isEqualTo(2); // no --input
    assertThat(run(topology, "--input", input, "--from-topic", "t")).isEqualTo(2);
    err.getBuffer().setLength(0);
    assertThat(run(topology, "--input", input, "--out", results, "--from", "soon")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--from=soon: must be ISO-8601, such as ");
    assertThat(out.toString()).isEmpty();
  }
}
