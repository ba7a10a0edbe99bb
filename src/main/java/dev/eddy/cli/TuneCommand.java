package dev.eddy.cli;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.RowSource;
import dev.eddy.config.SearchRange;
import dev.eddy.config.SearchedTopology;
import dev.eddy.tune.Trial;
import dev.eddy.tune.TuneProgress;
import dev.eddy.tune.TuneReport;
import dev.eddy.tune.TuneRequest;
import dev.eddy.tune.TuneRequest.Effort;
import dev.eddy.tune.TuneRequest.Scored;
import dev.eddy.tune.TuneRequest.Strategy;
import dev.eddy.tune.TuneResult;
import dev.eddy.tune.Tuning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy tune}: values for what a topology file leaves to a search. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    description = {
      "Searches good values for what a topology file leaves to a search, as in units: {search: [16,"
          + " 64]}: replays candidates on history, and writes the best file, every trial and a"
          + " report. Run again, it goes on where it was stopped."
    })
public final class TuneCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TOPOLOGY.yaml", description = "The topology file, with searches.")
  private Path topology;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--budget",
      required = true,
      paramLabel = "N",
      description = "How many candidates are drawn.")
  private int budget;

  @Option(
      names = "--until",
      paramLabel = "ROW",
      description =
          "The last row that is looked at, counted from 1 after the header. Default: the last there"
              + " is.")
  private Long until;

  @Option(
      names = "--search",
      paramLabel = "HOW",
      defaultValue = "halving",
      description =
          "halving: all candidates see few rows, and the better third of them more, up to all;"
              + " random: all see all rows. Default: ${DEFAULT-VALUE}.")
  private Strategy strategy = Strategy.HALVING;

  @Option(
      names = "--score",
      paramLabel = "WHAT",
      defaultValue = "auto",
      description =
          "entry: the only entry that is searched, replayed without the others; combined: the"
              + " combination of all entries; auto: entry if one alone is searched. Default:"
              + " ${DEFAULT-VALUE}.")
  private Scored scored = Scored.AUTO;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the results go. Default: tune-NAME here, NAME being the topology's.")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many candidates are replayed at once. Changes speed only. Default: the processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "No progress, no words.")
  private boolean quiet;

  @Option(names = "--json", description = "Print what was found as one JSON object.")
  private boolean json;

  /** Made by picocli. */
  public TuneCommand() {}

  /**
   * Searches, writes and prints.
   *
   * @throws UserError if a file or an option is not as it should be
   * @throws dev.eddy.config.InvalidTopology if the topology is not right
   */
  @Override
  public Integer call() {
    SearchedTopology searched = SearchedTopology.load(topology);
    Path folder = out == null ? Path.of("tune-" + searched.any().spec().name()) : out;
    try {
      RowSource input = history.source(searched.any().spec());
      TuneRequest request =
          new TuneRequest(
              searched,
              input,
              until == null ? OptionalLong.empty() : OptionalLong.of(until),
              new Effort(strategy, budget, threads),
              scored);
      TuneResult result = search(request, folder);
      print(result, folder, input.name());
      return result.complete() ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (BacktestFailure e) {
      throw e.wrongUse() ? UserError.wrongUse(e.getMessage()) : UserError.failed(e.getMessage(), e);
    }
  }

  private TuneResult search(TuneRequest request, Path folder) {
    if (quiet || !ReplayProgress.isTerminal()) {
      return search(new Tuning(request, folder, TuneProgress.NONE), folder);
    }
    try (TuningProgress progress = new TuningProgress()) {
      return search(new Tuning(request, folder, progress), folder);
    }
  }

  /** Ctrl-C ends the process, and waits no longer than it takes to write what was found. */
  private TuneResult search(Tuning tuning, Path folder) {
    String said = "stopped; what was found so far is in " + folder + ": the same command goes on";
    try (Interruption interruption =
        new Interruption(tuning::stop, command.commandLine().getErr(), said)) {
      TuneResult result = tuning.run();
      if (result.complete()) {
        interruption.tooLate();
      }
      return result;
    }
  }

  private void print(TuneResult result, Path folder, String input) {
    PrintWriter terminal = command.commandLine().getOut();
    if (json) {
      terminal.print(new TuneReport(result, input).json());
    } else if (!quiet && result.complete()) { // whoever interrupted it has been told
      result.best().ifPresent(best -> printBest(terminal, result, best));
      terminal.printf(
          Locale.ROOT,
          "%,d candidates, %,d trials on up to %,d rows%n%s%n%s%n",
          result.candidates(),
          result.trials().size(),
          result.rows(),
          folder.resolve("best.yaml"),
          folder.resolve("report.html"));
    }
    terminal.flush();
  }

  private static void printBest(PrintWriter terminal, TuneResult result, Trial best) {
    terminal.printf(
        Locale.ROOT,
        "candidate %d: skill of %s %.4f%n",
        best.candidate(),
        result.scored(),
        best.skill());
    List<SearchRange> ranges = result.topology().ranges();
    for (int i = 0; i < ranges.size(); i++) {
      terminal.println("  " + ranges.get(i).path() + ": " + best.values().get(i));
    }
  }
}
