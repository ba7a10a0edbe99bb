package dev.eddy.backtest.replay;

import static dev.eddy.backtest.replay.ReplayFixture.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.replay.ReplayFixture.Replayed;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.series.Observation;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a backtest leaves, and those that it refuses to touch. */
class BacktestTest {
  private static final List<String> FILES =
      List.of(
          "anomalies.csv",
          "forecasts.csv",
          "quantiles.csv",
          "rejected.csv",
          "report.html",
          "run.json",
          "scores.json");

  @TempDir private Path folder;
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = ReplayFixture.file(folder, "data.csv", ReplayFixture.waves("a", 30, 1));
  }

  private ReportedBacktest request(List<String> models, Path out) {
    return new ReportedBacktest(
        new BacktestRequest(ReplayFixture.hourly(), input, models, 2),
        new Destination(out, "eddy backtest x --seed"),
        Progress.NONE);
  }

  private static BacktestResult run(ReportedBacktest backtest) {
    return backtest.run();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertRefused(ReportedBacktest request, String sentence) {
    assertThatThrownBy(() -> run(request))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage(sentence);
  }

  @Test
  void forecastsAreThoseOfTheForecaster() throws IOException {
    TopologySpec spec =
        ReplayFixture.spec(
            "name: plain\nsource: {topic: t, time: time, targets: [load]}\nstep: {every: 1h}\n"
                + "forecast: {horizon: 3}\nmodels: [{name: arx, type: arx}]\n");
    Replayed replayed = ReplayFixture.replay(spec, input, List.of("drift", "combined"), 1);
    List<String> expected = new ArrayList<>(List.of("series,origin,model,target,h1,h2,h3"));
    SeriesForecaster forecaster = new SeriesForecaster(spec);
    List<String> lines = ReplayFixture.waves("a", 30, 1);
    for (int n = 0; n < 30; n++) {
      double load = Double.parseDouble(lines.get(n).split(",")[2]);
      Observation observation =
          new Observation(
              "plain", hour(n).toEpochMilli(), new double[] {load}, new double[0], new double[0][]);
      forecaster.accept(observation).steps().get(0).forecasts().stream()
          .filter(f -> f.model().equals("combined") || f.model().equals("drift"))
          .forEach(
              f -> {
                double[] mean = f.mean()[0];
                expected.add(
                    "plain,"
                        + observation.epochMillis()
                        + ","
                        + f.model()
                        + ",load,"
                        + mean[0]
                        + ","
                        + mean[1]
                        + ","
                        + mean[2]);
              });
    }
    // The same doubles in the same rows, however they are written.
    assertThat(replayed.forecasts()).hasSameSizeAs(expected);
    for (int row = 1; row < expected.size(); row++) {
      String[] found = replayed.forecasts().get(row).split(",");
      String[] wanted = expected.get(row).split(",");
      assertThat(Instant.parse(found[1]).toEpochMilli()).isEqualTo(Long.parseLong(wanted[1]));
      assertThat(found[2]).isEqualTo(wanted[2]);
      for (int cell = 4; cell < 7; cell++) {
        assertThat(Double.parseDouble(found[cell])).isEqualTo(Double.parseDouble(wanted[cell]));
      }
    }
  }

  @Test
  void allFilesAreThereAndNothingBesides() throws IOException {
    Path out = folder.resolve("deep/results");
    BacktestResult result = run(request(List.of(), out));
    assertThat(names(out)).isEqualTo(FILES);
    assertThat(names(folder.resolve("deep"))).containsExactly("results");
    List<String> forecasts = Files.readAllLines(out.resolve("forecasts.csv"));
    assertThat(forecasts.get(0)).isEqualTo("series,origin,model,target,h1,h2,h3,h4,h5");
    assertThat(forecasts.get(1)).startsWith("a,2024-01-01T00:00:00Z,combined,load,");
    assertThat(Files.readAllLines(out.resolve("quantiles.csv")))
        .startsWith("series,origin,model,target,quantile,h1,h2,h3,h4,h5")
        .anyMatch(row -> row.startsWith("a,2024-01-01T00:00:00Z,combined,load,0.1,"))
        .anyMatch(row -> row.startsWith("a,2024-01-01T00:00:00Z,arx,load,0.9,"));
    assertThat(Files.readAllLines(out.resolve("rejected.csv")))
        .containsExactly("position,reason,detail");
    JsonNode run = new ObjectMapper().readTree(out.resolve("run.json").toFile());
    assertThat(run.get("command").asText()).isEqualTo("eddy backtest x --seed");
    assertThat(run.get("inputSha256").asText()).isEqualTo(result.inputSha256()).hasSize(64);
    assertThat(run.get("topology").asText())
        .startsWith("name: hourly\n")
        .contains("publish: combined");
    assertThat(run.get("rows").asInt()).isEqualTo(30);
    assertThat(Files.readString(out.resolve("report.html"))).contains("Nothing is scored");
  }

  @Test
  void scoresAreWrittenAsTheyAreReturned() throws IOException {
    input = ReplayFixture.file(folder, "long.csv", ReplayFixture.waves("<a>", 1_100, 2));
    Path out = folder.resolve("results");
    BacktestResult result = run(request(List.of("combined", "arx", "last-value"), out));
    JsonNode scores = new ObjectMapper().readTree(out.resolve("scores.json").toFile());
    assertThat(scores.get("models").fieldNames())
        .toIterable()
        .containsExactly("combined", "arx", "last-value");
    ModelScores combined = result.scores().models().get("combined");
    assertThat(scores.at("/models/combined/skill/mean").asDouble())
        .isEqualTo(combined.skill())
        .isBetween(0.1, 0.9);
    assertThat(scores.at("/models/combined/skill/byHorizon")).hasSize(5);
    assertThat(scores.at("/models/combined/mae").asDouble()).isEqualTo(combined.mae());
    assertThat(scores.at("/drifts").isIntegralNumber()).isTrue();
    assertThat(scores.at("/bySeries/<a>/drifts")).isEqualTo(scores.at("/drifts"));
    assertThat(scores.at("/bySeries/<a>/models/arx/pairs").asLong()).isEqualTo(5 * 100 - 15);
    assertThat(scores.at("/models/last-value").has("quantiles")).isFalse();
    ModelScores.QuantileScores quantiles = combined.quantiles().orElseThrow();
    JsonNode written = scores.at("/models/combined/quantiles");
    assertThat(written.get("crps").asDouble()).isEqualTo(quantiles.crps()).isPositive();
    assertThat(written.at("/interval/nominal").asDouble()).isEqualTo(0.8);
    assertThat(written.at("/interval/coverage").asDouble())
        .isEqualTo(quantiles.interval())
        .isBetween(0.6, 0.95);
    assertThat(written.at("/interval/winkler").asDouble())
        .isEqualTo(quantiles.winkler())
        .isPositive();
    for (String name : List.of("coverageByHorizon", "winklerByHorizon")) {
      JsonNode byHorizon = written.at("/interval/" + name);
      double sum = 0;
      for (JsonNode one : byHorizon) {
        sum += one.asDouble();
      }
      double mean = written.at("/interval/" + name.replace("ByHorizon", "")).asDouble();
      assertThat(byHorizon).hasSize(5);
      assertThat(sum / 5).isCloseTo(mean, within(1e-12)); // of one series and target
    }
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Skill by horizon", "Intervals", "<script type=\"application/json\" id=\"data\">")
        .doesNotContain("<a>", "<script src", "<link");
  }

  @Test
  void rowsThatCorrectEarlierOnesAreCounted() throws IOException {
    List<String> lines = ReplayFixture.waves("a", 30, 1);
    String corrected = lines.get(20).replaceFirst(",a,[^,]*", ",a,99");
    lines.add(22, corrected);
    lines.add(23, corrected);
    input = ReplayFixture.file(folder, "corrected.csv", lines);
    BacktestResult ignored = run(request(List.of(), folder.resolve("ignored")));
    assertThat(ignored.revisions()).isZero();
    assertThat(ignored.rejected().total()).isEqualTo(2);
    Replayed masked =
        ReplayFixture.replay(ReplayFixture.hourlyTakingRevisions(), input, List.of(), 1);
    assertThat(masked.result().revisions()).isEqualTo(1);
    assertThat(masked.result().rejected().total()).as("a step is corrected once").isEqualTo(1);
    assertThat(masked.result().steps()).isEqualTo(30);
    assertThat(masked.text("scores.json")).contains("\"duplicates\":0,\"revisions\":1,");
    assertThat(masked.text("report.html")).contains("1 taken as revisions");
  }

  @Test
  void rowsThatAreRefusedAreCountedShownAndListed() throws IOException {
    List<String> lines = ReplayFixture.waves("a", 30, 1);
    lines.set(3, "2024-01-01T03:00:00Z,a,abc,1");
    lines.set(5, "yesterday,a,1,1");
    lines.set(7, "2024-01-01T07:00:00Z,a");
    lines.set(9, "2024-01-01T01:00:00Z,a,1,1");
    lines.set(11, "\"2024-01-01T11:00:00Z,a,1,1");
    lines.set(13, "2024-01-01T12:10:00Z,a,1,1");
    input = ReplayFixture.file(folder, "bad.csv", lines);
    Path out = folder.resolve("results");
    BacktestResult result = run(request(List.of(), out));
    assertThat(result.rows()).isEqualTo(30);
    assertThat(result.steps()).isEqualTo(24);
    assertThat(result.duplicates()).isEqualTo(1);
    assertThat(result.rejected().counts())
        .containsEntry(Reason.NUMBER, 1L)
        .containsEntry(Reason.TIME, 1L)
        .containsEntry(Reason.LATE, 1L)
        .containsEntry(Reason.MALFORMED, 2L)
        .hasSize(4);
    assertThat(result.rejected().first())
        .extracting(row -> row.position().number())
        .containsExactly(5L, 7L, 9L, 11L, 13L);
    assertThat(Files.readAllLines(out.resolve("rejected.csv")))
        .hasSize(6)
        .contains("5,number,load=abc: must be a finite number")
        .contains("13,malformed,a quote that is never closed");
  }

  @Test
  void ofManyRefusalsAllAreCountedAndTheFirstAreKept() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int n = 0; n < 20; n++) {
      lines.add("never,a,1,1");
    }
    input = ReplayFixture.file(folder, "bad.csv", lines);
    BacktestResult result = run(request(List.of(), folder.resolve("results")));
    assertThat(result.rejected().total()).isEqualTo(20);
    assertThat(result.rejected().first()).hasSize(Rejected.SHOWN);
    assertThat(result.series()).isZero();
  }

  @Test
  void stepsThatGatherRecordsAreForecastWhenTheyClose() throws IOException {
    TopologySpec spec =
        ReplayFixture.spec(
            "name: gather\nsource: {topic: t, time: time, targets: [load]}\n"
                + "step: {every: 4h, closes: next, aggregate: mean}\nforecast: {horizon: 2}\n");
    Replayed replayed = ReplayFixture.replay(spec, input, List.of("last-value"), 1);
    assertThat(replayed.forecasts().stream().skip(1).map(row -> row.split(",")[1]))
        .containsExactly(
            hour(0).toString(),
            hour(4).toString(),
            hour(8).toString(),
            hour(12).toString(),
            hour(16).toString(),
            hour(20).toString(),
            hour(24).toString()); // the last is still open
    assertThat(replayed.result().steps()).isEqualTo(7);
  }

  @Test
  void modelsThatAreNotThereAreRefusedByName() {
    assertThatThrownBy(() -> request(List.of("combined", "arxx"), folder))
        .isInstanceOfSatisfying(BacktestFailure.class, e -> assertThat(e.wrongUse()).isTrue())
        .hasMessage(
            "model arxx: there is no such model; there are combined, lstm, echo, narx, arx, last-value,"
                + " seasonal, drift, holt-winters");
  }

  @Test
  void columnsThatAreMissingAreAllNamed() throws IOException {
    Files.writeString(input, "when,place,heat\n1,a,2\n");
    assertRefused(
        request(List.of(), folder.resolve("results")),
        input
            + ":1: column time: is missing; column load: is missing; the file has when, place, heat");
    assertThat(names(folder)).containsExactly("data.csv");
  }

  @Test
  void aFileOfNothingButAHeaderIsRefused() throws IOException {
    Files.writeString(input, "time,place,load,heat\n");
    assertRefused(
        request(List.of(), folder.resolve("results")),
        input + ": has no rows after its first line");
  }

  @Test
  void onlyAnEarlierBacktestIsReplaced() throws IOException {
    Path out = folder.resolve("results");
    Files.createDirectory(out);
    run(request(List.of(), out));
    Files.writeString(out.resolve("forecasts.csv"), "old");
    run(request(List.of(), out));
    assertThat(Files.readString(out.resolve("forecasts.csv"))).startsWith("series,origin");
    assertThat(names(folder)).containsExactly("data.csv", "results");

    Files.writeString(out.resolve("notes.txt"), "mine");
    assertRefused(
        request(List.of(), out),
        out
            + ": holds notes.txt, which is not of an earlier backtest; name another folder or an empty one");
    assertThat(Files.readString(out.resolve("notes.txt"))).isEqualTo("mine");
    assertRefused(request(List.of(), input), input + ": is a file; results need a folder");
  }

  @Test
  void stoppedItLeavesWhatWasReplayedBesideWhatWasThere() throws IOException {
    Path out = folder.resolve("results");
    run(request(List.of("arx"), out));
    String before = Files.readString(out.resolve("scores.json"));
    input = ReplayFixture.file(folder, "long.csv", ReplayFixture.waves("a", 9_000, 2));
    ReportedBacktest[] backtest = new ReportedBacktest[1];
    boolean[] partial = new boolean[1];
    backtest[0] =
        new ReportedBacktest(
            new BacktestRequest(
                ReplayFixture.spec(
                    "name: one\nsource: {topic: t, targets: [load]}\nforecast: {horizon: 1}\n"
                        + "models: [{name: arx, type: arx}]\n"),
                input,
                List.of("drift"),
                2),
            new Destination(out, "eddy backtest"),
            (share, rows) -> {
              partial[0] =
                  Files.exists(folder.resolve(".results.partial-" + ProcessHandle.current().pid()));
              backtest[0].stop();
            });
    BacktestResult result = run(backtest[0]);
    assertThat(partial[0]).isTrue();
    assertThat(result.complete()).isFalse();
    assertThat(result.rows()).isBetween(4_096L, 8_192L);
    assertThat(names(folder)).containsExactly("data.csv", "long.csv", "results", "results-partial");
    assertThat(Files.readString(out.resolve("scores.json"))).isEqualTo(before);
    Path left = folder.resolve("results-partial");
    assertThat(Files.readAllLines(left.resolve("forecasts.csv"))).hasSize((int) result.rows() + 1);
    assertThat(Files.readString(left.resolve("report.html")))
        .contains("was stopped before the end");
    JsonNode scores = new ObjectMapper().readTree(left.resolve("scores.json").toFile());
    assertThat(scores.get("complete").asBoolean()).isFalse();
    assertThat(scores.get("rows").asLong()).isEqualTo(result.rows());
  }
}
