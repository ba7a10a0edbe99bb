package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.config.InvalidTopology;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code eddy tune} prints, and what it ends with. */
class TuneCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private String topology;
  private String input;

  @BeforeEach
  void writeFiles() throws IOException {
    topology = write("waves.yaml", "{search: [1, 12]}");
    StringBuilder rows = new StringBuilder("time,load\n");
    for (int n = 0; n < 1_150; n++) {
      rows.append(3_600_000L * n).append(',').append(n * 37 % 11 + n % 24).append('\n');
    }
    input = Files.writeString(folder.resolve("data.csv"), rows).toString();
  }

  private String write(String name, String lags) throws IOException {
    return Files.writeString(
            folder.resolve(name),
            "name: waves\nsource: {topic: t, time: time, targets: [load]}\nstep: {every: 1h}\n"
                + "forecast: {horizon: 3}\nmodels: [{type: arx, lags: {target: "
                + lags
                + "}}]\n")
        .toString();
  }

  private int run(String... arguments) {
    return new CommandLine(new TuneCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
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
  void theBestIsPrinted() {
    Path results = folder.resolve("results");
    assertThat(run(topology, "--input", input, "--budget", "4", "--out", results.toString()))
        .isZero();
    assertThat(out.toString().lines())
        .hasSize(5)
        .anyMatch(line -> line.matches("candidate [0-3]: skill of arx [0-9]\\.[0-9]{4}"))
        .anyMatch(line -> line.matches(" {2}models\\[0]\\.lags\\.target: [0-9]+"))
        .anyMatch(line -> line.matches("4 candidates, [0-9] trials on up to 1,150 rows"))
        .contains(
            results.resolve("best.yaml").toString(), results.resolve("report.html").toString());
    assertThat(results.resolve("report.html"))
        .content()
        .contains("<title>waves: search</title>", "id=\"range-0\"", "echarts")
        .doesNotContain("src=\"http");
  }

  @Test
  void whatRangesHoldMayBeLessThanWasAskedFor() throws IOException {
    Path results = folder.resolve("results");
    assertThat(
            run(
                topology,
                "--input",
                input,
                "--budget",
                "50",
                "--json",
                "--search",
                "random",
                "--out",
                results.toString()))
        .isZero();
    JsonNode found = new ObjectMapper().readTree(out.toString());
    assertThat(found.path("candidates").asInt()).isEqualTo(12);
    assertThat(found.path("complete").asBoolean()).isTrue();
    assertThat(found.at("/best/values").fieldNames())
        .toIterable()
        .containsExactly("models[0].lags.target");
    assertThat(Files.readAllLines(results.resolve("trials.csv"))).hasSize(13);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --budget 0                | budget=0: must be 1 to 1000000
          --budget 4 --threads 0    | threads=0: must be 1 or more
          --budget 4 --until 0      | until=0: must be 1 or more rows
          --budget 4 --until 1000   | until=1000: nothing could be scored: forecasts count from step 1000 of a series on, and no series of these 1000 rows has more than 1000 steps
          """)
  void whatIsWrongIsOneSentence(String options, String sentence) {
    String[] words = (topology + " --input " + input + " " + options).split(" ");
    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo(sentence);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileWithoutASearchIsRefused() throws IOException {
    String settled = write("settled.yaml", "3");
    assertThat(run(settled, "--input", input, "--budget", "4")).isEqualTo(2);
    assertThat(err.toString()).startsWith(settled + ": leaves nothing to a search");
  }
}
