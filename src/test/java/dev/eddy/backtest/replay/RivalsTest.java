package dev.eddy.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.WarmStarts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Others who forecast the same records: frozen models, other topologies, and those that go on. */
class RivalsTest {
  private static final String OTHER = "combined of small";
  private static final int ROWS = 2_400;
  private static final int FREEZE = 1_400;

  @TempDir private Path folder;
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    List<String> rows = new ArrayList<>();
    for (String row : ReplayFixture.waves("a", ROWS, 3)) {
      String[] cells = row.split(",", -1);
      boolean late = rows.size() >= FREEZE;
      double load = Double.parseDouble(cells[2]);
      cells[2] = Double.toString(late ? 40 - load : load); // the wave is turned over
      rows.add(String.join(",", cells));
    }
    input = ReplayFixture.file(folder, "data.csv", rows);
  }

  private static TopologySpec spec(String models, String inputs) {
    return ReplayFixture.spec(
        "name: hourly\n"
            + ("source: {topic: t, series: [place], time: time, targets: [load]" + inputs + "}\n")
            + "step: {every: 1h}\nforecast: {horizon: 3, quantiles: [0.1, 0.9]}\n"
            + ("models: [" + models + "]\n"));
  }

  private static TopologySpec own() {
    return spec("{name: arx, type: arx, lags: {target: 24}}", ", inputs: [heat]");
  }

  private BacktestResult run(Options options, String out, WarmStarts begin) {
    BacktestRequest request =
        new BacktestRequest(own(), new FileSource(input), List.of(), 2, begin, options);
    Destination destination =
        new Destination(folder.resolve(out), "test", Optional.of(folder.resolve(out + "-models")));
    return new ReportedBacktest(request, destination, Progress.NONE).run();
  }

  private List<String> rows(String out, String model) throws IOException {
    return Files.readAllLines(folder.resolve(out).resolve("forecasts.csv")).stream()
        .filter(row -> row.contains("," + model + ",load"))
        .toList();
  }

  @Test
  void whatLearningOnIsWorthIsShown() throws IOException {
    BacktestResult result =
        run(Options.NONE.withFreezeAfter(ReplayFixture.hour(FREEZE)), "frozen", WarmStarts.NONE);
    Map<String, ModelScores> models = result.scores().models();
    assertThat(models).containsOnlyKeys("combined", "arx", Rivals.FROZEN);
    assertThat(models.get("combined").mae()).isLessThan(models.get(Rivals.FROZEN).mae());
    // Both are scored on the same pairs: those since.
    assertThat(models.get(Rivals.FROZEN).pairs())
        .isEqualTo(models.get("combined").pairs())
        .isEqualTo(3L * (ROWS - FREEZE) - 6);
    assertThat(rows("frozen", Rivals.FROZEN)).hasSize(ROWS - FREEZE);
    assertThat(result.findings().comparisons().sentence())
        .matches("combined is better than [^.]*combined \\(frozen\\).*");
  }

  @Test
  void beingFrozenBesideChangesNothing() throws IOException {
    run(Options.NONE, "alone", WarmStarts.NONE);
    run(Options.NONE.withFreezeAfter(ReplayFixture.hour(FREEZE)), "frozen", WarmStarts.NONE);
    assertThat(rows("frozen", "combined")).isEqualTo(rows("alone", "combined"));
  }

  @Test
  void anotherTopologyForecastsAsItDoesAlone() throws IOException {
    TopologySpec small = spec("{name: arx, type: arx, lags: {target: 2}}", "");
    run(Options.NONE.with(List.of(Compared.of("small", small))), "compared", WarmStarts.NONE);
    Path out = folder.resolve("small");
    new ReportedBacktest(
            new BacktestRequest(small, input, List.of(), 1),
            new Destination(out, "test"),
            Progress.NONE)
        .run();
    assertThat(rows("compared", OTHER).stream().map(row -> row.replace(OTHER, "combined")))
        .hasSize(ROWS)
        .isEqualTo(rows("small", "combined"));
    JsonNode scores = new ObjectMapper().readTree(folder.resolve("compared/scores.json").toFile());
    assertThat(scores.at("/models/" + OTHER + "/mae").asDouble())
        .isGreaterThan(scores.at("/models/combined/mae").asDouble());
  }

  @Test
  void scoresAreAsTheirSchemaSays() throws IOException {
    Options options =
        Options.NONE
            .withCost(0.001)
            .withPaths(10)
            .withFreezeAfter(ReplayFixture.hour(FREEZE))
            .with(List.of(Compared.of("small", spec("{type: arx}", ""))));
    run(options, "all", WarmStarts.NONE);
    ObjectMapper json = new ObjectMapper();
    JsonNode schema = json.readTree(Path.of("docs/scores.schema.json").toFile());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(json.readTree(folder.resolve("all/scores.json").toFile())))
        .isEmpty();
  }

  @Test
  void savedModelsGoOnWhereTheyWere() throws IOException {
    List<String> lines = Files.readAllLines(input);
    Path all = input;
    run(Options.NONE, "whole", WarmStarts.NONE);
    input = Files.write(folder.resolve("first.csv"), lines.subList(0, 2_001));
    run(Options.NONE, "first", WarmStarts.NONE);
    List<String> rest = new ArrayList<>(List.of(lines.get(0)));
    rest.addAll(lines.subList(2_001, lines.size()));
    input = Files.write(folder.resolve("rest.csv"), rest);
    WarmStarts saved =
        WarmStarts.read(List.of(folder.resolve("first-models/a.state")), Backtest.fitting(own()));
    run(Options.NONE, "rest", saved);
    input = all;
    assertThat(rows("rest", "combined")).isEqualTo(rows("whole", "combined").subList(2_000, ROWS));
  }

  @Test
  void onlyForecastsOfTheSameCanBeCompared() {
    TopologySpec more = spec("{type: arx}", ", inputs: [heat, wind]");
    assertThatThrownBy(
            () -> run(Options.NONE.with(List.of(Compared.of("m", more))), "x", WarmStarts.NONE))
        .isInstanceOf(BacktestFailure.class)
        .hasMessage(
            "combined of m: source.inputs has wind, which the topology that is replayed does not"
                + " have: replay this one, and compare the other with it");
    TopologySpec further =
        ReplayFixture.spec(
            "name: f\nsource: {topic: t, series: [place], time: time, targets: [load]}\n"
                + "step: {every: 1h}\nforecast: {horizon: 4, quantiles: [0.1, 0.9]}\n");
    assertThatThrownBy(
            () -> run(Options.NONE.with(List.of(Compared.of("f", further))), "x", WarmStarts.NONE))
        .hasMessage(
            "combined of f: forecast.horizon must be that of the topology that is replayed, to be"
                + " compared");
    TopologySpec small = spec("{type: arx}", "");
    List<Compared> twice = List.of(Compared.of("s", small), Compared.of("s", small));
    assertThatThrownBy(() -> run(Options.NONE.with(twice), "x", WarmStarts.NONE))
        .hasMessage("combined of s: is compared twice");
  }
}
