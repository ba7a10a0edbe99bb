package dev.eddy.backtest.replay;

import static dev.eddy.backtest.replay.ReplayFixture.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.path.PathResult;
import dev.eddy.backtest.path.PathScores.Comparison;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.forecast.OverHorizon;
import dev.eddy.forecast.Scenarios;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The paths of a backtest: what is written of them, and what they are worth. */
class PathsTest {
  private static final int HORIZON = 6;
  private static final int ROWS = 4_000;
  private static final TopologySpec NOISE =
      ReplayFixture.spec(
          """
          name: noise
          source: {topic: t, series: [place], time: time, targets: [load]}
          step: {every: 1h}
          forecast: {horizon: 6}
          models: [{name: arx, type: arx, lags: {target: 2}}]
          """);

  @TempDir private Path folder;

  /** Noise, each step by itself. */
  private Path noise(int rows, String... places) throws IOException {
    List<String> lines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < rows; n++) {
      for (String place : places) {
        double value = random.nextDouble() + random.nextDouble() + random.nextDouble();
        lines.add(hour(n) + "," + place + "," + value + ",");
      }
    }
    return ReplayFixture.file(folder, "noise.csv", lines);
  }

  private BacktestResult run(BacktestRequest request, String out) {
    Destination destination = new Destination(folder.resolve(out), "eddy backtest");
    return new ReportedBacktest(request, destination, Progress.NONE).run();
  }

  @Test
  void intervalsOfWholeHorizonsHoldWhereAddedQuantilesDoNot() throws IOException {
    Path input = noise(ROWS, "a", "b");
    BacktestRequest request =
        new BacktestRequest(NOISE, input, List.of("arx"), 2).with(Options.NONE.withPaths(100));
    PathResult paths = run(request, "results").paths().orElseThrow();
    assertThat(paths.scores().nominal()).isEqualTo(0.9);
    for (OverHorizon whole : OverHorizon.values()) {
      Comparison scores = paths.scores().targets().get("load").get(whole);
      // Of each series every sixth origin from step 1,000 on, the first that has number 1,002.
      assertThat(scores.origins()).isEqualTo(2 * ((ROWS - 1_002 - 1) / HORIZON));
      assertThat(scores.paths().coverage()).as(whole.name()).isBetween(0.86, 0.94);
      assertThat(scores.paths().width()).isPositive();
    }
    Comparison sums = paths.scores().targets().get("load").get(OverHorizon.SUM);
    assertThat(sums.paths().width() / sums.naive().width())
        .isCloseTo(1 / Math.sqrt(HORIZON), within(0.06));
    assertThat(sums.naive().coverage()).isEqualTo(1);
    // All six are below an upper quantile that is the same for all with 0.95^6 = 0.74.
    Comparison maxima = paths.scores().targets().get("load").get(OverHorizon.MAXIMUM);
    assertThat(maxima.naive().coverage()).isBetween(0.7, 0.84);

    JsonNode json = new ObjectMapper().readTree(folder.resolve("results/scores.json").toFile());
    JsonNode written = json.at("/paths/targets/load/sum");
    assertThat(json.at("/paths/count").asInt()).isEqualTo(100);
    assertThat(json.at("/paths/model").asText()).isEqualTo("combined");
    assertThat(written.get("origins").asLong()).isEqualTo(sums.origins());
    assertThat(written.at("/paths/coverage").asDouble()).isEqualTo(sums.paths().coverage());
    assertThat(written.at("/naive/width").asDouble()).isEqualTo(sums.naive().width());
  }

  @Test
  void pathsFromTheLastStepsAreWrittenWhateverTheThreads() throws IOException {
    Path input = noise(200, "a", "\"b,c\"");
    BacktestRequest request =
        new BacktestRequest(NOISE, input, List.of(), 1).with(Options.NONE.withPaths(30));
    PathResult paths = run(request, "one").paths().orElseThrow();
    run(new BacktestRequest(NOISE, input, List.of(), 2).with(Options.NONE.withPaths(30)), "two");
    String table = Files.readString(folder.resolve("one/paths.csv"));
    assertThat(Files.readString(folder.resolve("two/paths.csv"))).isEqualTo(table);
    assertThat(Files.readString(folder.resolve("two/scores.json")))
        .isEqualTo(Files.readString(folder.resolve("one/scores.json")))
        .contains("\"sum\":{\"origins\":0,\"paths\":{\"coverage\":null,\"width\":null}");

    List<String> lines = table.lines().toList();
    assertThat(lines).hasSize(1 + 2 * 30);
    assertThat(lines.get(0)).isEqualTo("series,origin,target,path,h1,h2,h3,h4,h5,h6");
    assertThat(lines.get(1)).startsWith("a," + hour(199) + ",load,1,");
    assertThat(lines.get(60)).startsWith("\"b,c\"," + hour(199) + ",load,30,");
    double[] first =
        Arrays.stream(lines.get(1).split(",")).skip(4).mapToDouble(Double::parseDouble).toArray();
    assertThat(first).isEqualTo(paths.paths("a").orElseThrow().paths()[0][0]);

    assertThat(paths.shown()).containsOnlyKeys("a", "b,c");
    Scenarios shown = paths.shown().get("a");
    assertThat(shown.paths()[0]).hasDimensions(PathResult.MOST_SHOWN, HORIZON);
  }

  @Test
  void ofAShortSeriesThereAreNone() throws IOException {
    BacktestRequest request =
        new BacktestRequest(NOISE, noise(40, "a"), List.of(), 1).with(Options.NONE.withPaths(10));
    PathResult paths = run(request, "results").paths().orElseThrow();
    assertThat(paths.shown()).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("results/paths.csv"))).hasSize(1);
  }

  @Test
  void unlessAskedForThereAreNone() throws IOException {
    BacktestResult result = run(new BacktestRequest(NOISE, noise(200, "a"), List.of(), 1), "none");
    assertThat(result.paths()).isEmpty();
    assertThat(folder.resolve("none/paths.csv")).doesNotExist();
    assertThat(Files.readString(folder.resolve("none/scores.json"))).doesNotContain("paths");
  }

  @Test
  void whatCannotBeDrawnIsRefused() throws IOException {
    Path input = noise(10, "a");
    BacktestRequest request = new BacktestRequest(NOISE, input, List.of(), 1);
    assertThatThrownBy(() -> request.with(Options.NONE.withPaths(-1)))
        .isInstanceOf(BacktestFailure.class)
        .hasMessage("paths=-1: must be 0 to 10000");
    TopologySpec median =
        ReplayFixture.spec(
            "name: m\nsource: {topic: t, targets: [load]}\n"
                + "forecast: {horizon: 1, quantiles: [0.5]}\n");
    BacktestRequest ofOne = new BacktestRequest(median, input, List.of(), 1);
    assertThatThrownBy(() -> ofOne.with(Options.NONE.withPaths(5)))
        .isInstanceOf(BacktestFailure.class)
        .hasMessage(
            "paths=5: paths are drawn from two quantiles or more; forecast.quantiles is [0.5]");
  }
}
