package dev.eddy.cli;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.replay.Backtest;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.replay.Compared;
import dev.eddy.backtest.replay.Progress;
import dev.eddy.backtest.replay.Rejected;
import dev.eddy.backtest.replay.VerificationResult;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.report.ResultJson;
import dev.eddy.backtest.report.ScoreTable;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.source.TimeRange;
import dev.eddy.config.TopologyFile;
import dev.eddy.spec.TopologySpec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy backtest}: what would have been forecast, and how good it would have been. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Replays a file or a topic's history through the same engine as eddy run, writes every"
          + " forecast and its scores, and prints a table of scores."
    })
public final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TOPOLOGY.yaml", description = "The topology file.")
  private Path topology;

  @Mixin private HistoryOptions history;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the results go; an earlier backtest's are replaced. Default: backtest-NAME here, NAME being the"
              + " topology's.")
  private Path out;

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description =
          "Whose forecasts are written and scored: combined, entries of the topology, last-value, seasonal, drift,"
              + " holt-winters. Default: combined and all entries. All run, whoever is named.")
  private List<String> models = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many series are replayed at once. Changes speed only. Default: the processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--prices",
      paramLabel = "COST",
      description =
          "The first target is a price: scores directions and a strategy by the forecasts' sign, net of this"
              + " cost of a trade as a share of the price, such as 0.0002.")
  private Double cost;

  @Option(
      names = "--paths",
      paramLabel = "N",
      description =
          "Draw N ways in which each series may go on, with the dependence from step to step, into paths.csv, and score"
              + " the intervals of sums, maxima and minima over the horizon that such paths give. Default: 0, none.")
  private int paths;

  @Option(
      names = "--freeze-after",
      paramLabel = "TIME",
      description =
          "Also try the models as they are at this time, learning no more, and score from then on: what learning on is"
              + " worth.")
  private String freezeAfter;

  @Option(
      names = "--compare",
      paramLabel = "OTHER.yaml",
      description =
          "Another topology to try on the same records, of the same targets, steps, horizon and quantiles; may be given"
              + " several times.")
  private List<Path> compared = List.of();

  @Option(
      names = "--save-models",
      paramLabel = "DIR",
      description = "Where each series' models go, a file each, for --warm-start.")
  private Path saved;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Instead of the topology's seed, from which all chance follows.")
  private Long seed;

  @Option(
      names = "--verify-against-topic",
      paramLabel = "FORECASTS",
      description =
          "Compare every number with what a deployment of this topology has published to this topic. Exit code 1 if any"
              + " differs, or none is there.")
  private String verified;

  @Mixin private WarmStartFiles warmStarts;

  @Option(names = "--quiet", description = "No progress, no table.")
  private boolean quiet;

  @Option(names = "--json", description = "Print the scores as one JSON object instead of a table.")
  private boolean json;

  /** Made by picocli. */
  public BacktestCommand() {}

  /**
   * Replays, writes and prints.
   *
   * @throws UserError if a file or an option is not as it should be
   * @throws dev.eddy.config.InvalidTopology if the topology is not right
   */
  @Override
  public Integer call() {
    TopologySpec spec = load(topology);
    Path folder = out == null ? Path.of("backtest-" + spec.name()) : out;
    String words =
        "eddy " + String.join(" ", command.commandLine().getParseResult().originalArgs());
    Destination destination = new Destination(folder, words, Optional.ofNullable(saved));
    try {
      BacktestRequest request =
          new BacktestRequest(
              spec,
              history.source(spec),
              models,
              threads,
              warmStarts.read(Backtest.fitting(spec)),
              options(spec.source().zoneId()));
      BacktestResult result = replay(request, destination);
      print(request, result.complete() ? folder : destination.partial(), result);
      boolean holds = result.verification().map(VerificationResult::holds).orElse(true);
      return result.complete() && holds ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (BacktestFailure e) {
      throw e.wrongUse() ? UserError.wrongUse(e.getMessage()) : UserError.failed(e.getMessage(), e);
    } catch (CancellationException e) {
      return ExitCode.SOFTWARE; // whoever interrupted it has been told
    }
  }

  private TopologySpec load(Path file) {
    TopologySpec spec = TopologyFile.load(file).spec();
    return seed == null ? spec : spec.withSeed(seed);
  }

  private Compared other(Path file) {
    String name = String.valueOf(file.getFileName());
    int ending = name.lastIndexOf('.');
    return Compared.of(ending > 0 ? name.substring(0, ending) : name, load(file));
  }

  private Options options(ZoneId zone) {
    Options options =
        Options.NONE.withPaths(paths).with(compared.stream().map(this::other).toList());
    options = cost == null ? options : options.withCost(cost);
    options = verified == null ? options : options.withVerified(verified);
    return freezeAfter == null
        ? options
        : options.withFreezeAfter(TimeRange.time("--freeze-after", freezeAfter, zone));
  }

  private BacktestResult replay(BacktestRequest request, Destination destination) {
    if (quiet || !ReplayProgress.isTerminal()) {
      return replay(new ReportedBacktest(request, destination, Progress.NONE));
    }
    try (BacktestProgress progress = new BacktestProgress()) {
      return replay(new ReportedBacktest(request, destination, progress));
    }
  }

  /** Ctrl-C ends the process, and waits no longer than it takes to tidy up. */
  private BacktestResult replay(ReportedBacktest backtest) {
    try (Interruption interruption =
        new Interruption(backtest::stop, command.commandLine().getErr())) {
      BacktestResult result = backtest.run();
      interruption.tooLate();
      if (!result.complete()) {
        PrintWriter err = command.commandLine().getErr();
        err.println("stopped before the end of the input: the results are of the rows until then");
        err.flush();
      }
      return result;
    }
  }

  private void print(BacktestRequest request, Path folder, BacktestResult result) {
    PrintWriter err = command.commandLine().getErr();
    PrintWriter terminal = command.commandLine().getOut();
    if (!quiet) {
      printRejected(err, request.input().name(), result.rejected());
      result.notes().forEach(err::println);
      result.verification().ifPresent(found -> printVerification(err, found));
      request
          .warmStarts()
          .besides(result.drifts().keySet())
          .forEach(
              file ->
                  err.println(file.file() + ": series " + file.series() + " is not in the data"));
    }
    if (json) {
      terminal.print(ResultJson.scores(request.spec().name(), result));
    } else if (!quiet) {
      printTable(terminal, folder, result);
    }
    err.flush();
    terminal.flush();
  }

  private static void printVerification(PrintWriter err, VerificationResult found) {
    found.first().forEach(place -> err.println("differs from what was published: " + place));
    err.printf(
        Locale.ROOT,
        "of what was published %,d forecasts are the same, %,d differ, %,d are of steps that were not replayed;"
            + " %,d of the replay were not published%n",
        found.equal(),
        found.different(),
        found.unknown(),
        found.unpublished());
  }

  private static void printRejected(PrintWriter err, String input, Rejected rejected) {
    rejected
        .first()
        .forEach(
            row ->
                err.println(
                    input
                        + ":"
                        + row.position()
                        + ": "
                        + row.rejection().reason().label()
                        + ": "
                        + row.rejection().detail()));
    rejected
        .counts()
        .forEach(
            (reason, count) ->
                err.println(
                    count + (count == 1 ? " row" : " rows") + " refused: " + reason.label()));
  }

  private static void printTable(PrintWriter terminal, Path folder, BacktestResult result) {
    Map<String, ModelScores> scores = result.scores().models();
    if (scores.isEmpty()) {
      terminal.println(
          "nothing to score: forecasts count from step " + Scorer.WARMUP + " of a series on");
    } else {
      terminal.print(ScoreTable.of(scores));
    }
    terminal.printf(
        Locale.ROOT,
        "%,d rows of %,d series in %.1f s, %,d refused, %,d duplicates, %,d revisions%n",
        result.rows(),
        result.series(),
        result.seconds(),
        result.rejected().total(),
        result.duplicates(),
        result.revisions());
    terminal.println(folder.resolve("report.html"));
  }
}
