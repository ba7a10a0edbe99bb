package dev.eddy.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.replay.Backtest;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.Output;
import dev.eddy.backtest.replay.Progress;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.config.SearchedTopology;
import dev.eddy.config.TopologyFile;
import dev.eddy.tune.TuneRequest.Effort;
import dev.eddy.tune.TuneRequest.Scored;
import dev.eddy.tune.TuneRequest.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search: what it tries, what it looks at, and that it goes on where it was stopped. */
class TuningTest {
  private static final int ROWS = 1_450;
  private static final int BUDGET = 9;
  private static final String TOPOLOGY =
      """
      # what the file says of itself
      name: waves
      source: {topic: t, time: time, targets: [load]}
      step: {every: 1h}
      forecast: {horizon: 2}
      models:
        - name: echo
          type: echo-state
          units: {search: [2, 9]} # few
          leak-rate: {search: [0.05, 1.0]}
          lags: {target: 3}
        - {name: arx, type: arx, lags: {target: 3}}
      """;

  @TempDir private Path folder;
  private Path input;

  @BeforeEach
  void writeInput() throws IOException {
    input = Files.writeString(folder.resolve("data.csv"), rows(ROWS));
  }

  private static String rows(int count) {
    StringBuilder rows = new StringBuilder("time,load\n");
    for (int n = 0; n < count; n++) {
      rows.append(3_600_000L * n).append(',').append(n * 37 % 11 + n % 24).append('\n');
    }
    return rows.toString();
  }

  private static SearchedTopology topology() {
    return SearchedTopology.parse("waves.yaml", TOPOLOGY, name -> Optional.empty());
  }

  private TuneRequest request(OptionalLong until, Strategy strategy, int threads) {
    return new TuneRequest(
        topology(),
        new FileSource(input),
        until,
        new Effort(strategy, BUDGET, threads),
        Scored.AUTO);
  }

  private TuneResult search(String out, OptionalLong until, Strategy strategy, int threads) {
    return new Tuning(request(until, strategy, threads), folder.resolve(out), TuneProgress.NONE)
        .run();
  }

  private TuneResult halving(String out, int threads) {
    return search(out, OptionalLong.empty(), Strategy.HALVING, threads);
  }

  private void assertSameFiles(String one, String other) throws IOException {
    for (String file : List.of(TuneFolder.BEST, TuneFolder.TRIALS, TuneFolder.REPORT)) {
      assertThat(Files.readString(folder.resolve(other).resolve(file)))
          .isEqualTo(Files.readString(folder.resolve(one).resolve(file)));
    }
  }

  @Test
  void theThirdThatIsBetterGoesOnToMoreRows() {
    TuneResult result = halving("out", 2);
    // 449 steps after the warm-up: an eighth would be too few.
    assertThat(result.rungs())
        .containsExactly(
            new TuneResult.Rung(0.25, 1_114, 9),
            new TuneResult.Rung(0.5, 1_226, 3),
            new TuneResult.Rung(1, ROWS, 1));
    List<Integer> better =
        result.trials().subList(0, 9).stream()
            .sorted(Trial.BETTER)
            .limit(3)
            .map(Trial::candidate)
            .sorted()
            .toList();
    assertThat(result.trials().subList(9, 12)).extracting(Trial::candidate).isEqualTo(better);
    assertThat(result.best()).hasValue(result.trials().get(12));
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    halving("one", 1);
    halving("two", 2);
    assertSameFiles("one", "two");
  }

  @Test
  void whatASearchScoresIsWhatABacktestSaysOfTheEntryAlone() {
    TuneResult result = search("out", OptionalLong.empty(), Strategy.RANDOM, 2);
    assertThat(result.trials()).hasSize(BUDGET);
    Trial trial = result.trials().get(4);
    String alone =
        topology()
            .text(trial.values())
            .replace("  - {name: arx, type: arx, lags: {target: 3}}\n", "");
    BacktestRequest request =
        new BacktestRequest(
            TopologyFile.parse("alone.yaml", alone, name -> Optional.empty()).spec(),
            input,
            List.of(),
            1);
    assertThat(trial.skill())
        .isEqualTo(
            new Backtest(request, Output.NONE, Progress.NONE)
                .run()
                .scores()
                .models()
                .get("echo")
                .skill());
  }

  @Test
  void theBestFileIsTheFileWithTheBestValues() throws IOException {
    Trial best = halving("out", 2).best().orElseThrow();
    assertThat(folder.resolve("out").resolve(TuneFolder.BEST))
        .hasContent(
            TOPOLOGY
                .replace("{search: [2, 9]}", best.values().get(0))
                .replace("{search: [0.05, 1.0]}", best.values().get(1)));
    assertThat(TopologyFile.load(folder.resolve("out").resolve(TuneFolder.BEST)).spec().models())
        .hasSize(2);
  }

  @Test
  void rowsAfterTheLastOneThatMayBeLookedAtChangeNothing() throws IOException {
    OptionalLong until = OptionalLong.of(1_300);
    search("clean", until, Strategy.HALVING, 2);
    List<String> lines = rows(ROWS).lines().toList();
    Files.writeString(
        input,
        String.join("\n", lines.subList(0, 1_301))
            + "\n4680000000,1e9\nnothing,\"of\nthis\nis,right");
    search("garbage", until, Strategy.HALVING, 2);
    assertSameFiles("clean", "garbage");
  }

  @Test
  void aSearchThatWasStoppedGoesOn() throws IOException {
    halving("whole", 2);
    AtomicReference<Tuning> running = new AtomicReference<>();
    Tuning stopped =
        new Tuning(
            request(OptionalLong.empty(), Strategy.HALVING, 1),
            folder.resolve("parts"),
            (rung, rungs, left, best) -> {
              if (rung == 2) {
                running.get().stop();
              }
            });
    running.set(stopped);
    TuneResult half = stopped.run();
    assertThat(half.complete()).isFalse();
    assertThat(half.trials()).hasSizeBetween(10, 11);
    assertThat(folder.resolve("parts").resolve(TuneFolder.BEST)).exists();
    Path journal = folder.resolve("parts").resolve(TuneFolder.JOURNAL);
    Files.writeString(journal, Files.readString(journal) + "{\"share\":0.5,\"cand");
    int[] more = new int[1];
    TuneResult rest =
        new Tuning(
                request(OptionalLong.empty(), Strategy.HALVING, 1),
                folder.resolve("parts"),
                (rung, rungs, left, best) -> more[0]++)
            .run();
    assertThat(rest.complete()).isTrue();
    assertThat(more[0]).isEqualTo(13 - half.trials().size());
    assertSameFiles("whole", "parts");
  }

  @Test
  void trialsOfAnotherInputAreNotTakenOver() throws IOException {
    halving("out", 2);
    Files.writeString(input, rows(ROWS).replaceFirst(",0\n", ",1\n"));
    assertThatThrownBy(() -> halving("out", 2))
        .isInstanceOf(BacktestFailure.class)
        .hasMessageContaining("is of a search with another topology, other rows or another score");
  }

  @Test
  void aFolderWithOtherThingsIsLeftAlone() throws IOException {
    Path out = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(out.resolve("diary.txt"), "dear diary");
    assertThatThrownBy(() -> halving("mine", 2))
        .hasMessageContaining("holds diary.txt, which is not of an earlier eddy tune");
    assertThat(out).isDirectoryContaining(file -> file.endsWith("diary.txt"));
  }

  @Test
  void rowsMustBeThereAndReachBeyondTheWarmUp() {
    assertThatThrownBy(() -> search("out", OptionalLong.of(9_000), Strategy.HALVING, 1))
        .hasMessage("until=9000: " + input + " has only 1450 rows");
    assertThatThrownBy(() -> search("out", OptionalLong.of(900), Strategy.HALVING, 1))
        .hasMessage(
            "until=900: nothing could be scored: forecasts count from step 1000 of a series on, and"
                + " no series of these 900 rows has more than 900 steps");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aLargerBudgetBeginsWithTheSameCandidatesAndTheyAreTriedOnce() {
    TuneResult few = search("out", OptionalLong.empty(), Strategy.RANDOM, 2);
    int[] tried = new int[1];
    TuneResult more =
        new Tuning(
                new TuneRequest(
                    topology(),
                    new FileSource(input),
                    OptionalLong.empty(),
                    new Effort(Strategy.RANDOM, BUDGET + 2, 2),
                    Scored.AUTO),
                folder.resolve("out"),
                (rung, rungs, left, best) -> tried[0]++)
            .run();
    assertThat(tried[0]).isEqualTo(2);
    assertThat(more.trials().subList(0, BUDGET)).isEqualTo(few.trials());
  }
}
