package dev.eddy.backtest.report;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.replay.Backtest;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.replay.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * A backtest whose results go to a folder: every forecast, scores, how they came about, and a page
 * to read. To be run once; {@link #stop} may be called by any thread.
 */
public final class ReportedBacktest {
  private final BacktestRequest request;
  private final Destination destination;
  private final Progress progress;
  private volatile boolean stopped;
  private volatile Backtest running;

  /**
   * Where the files go.
   *
   * @param folder a new folder, an empty one, or that of an earlier backtest, which is then
   *     replaced
   * @param command what was asked for, in the user's words
   * @param models where each series' models go, to begin others with; empty: nowhere
   */
  public record Destination(Path folder, String command, Optional<Path> models) {
    /** Without models. */
    public Destination(Path folder, String command) {
      this(folder, command, Optional.empty());
    }

    /** Where the results go of what was stopped: beside the folder, which stays as it was. */
    public Path partial() {
      Path whole = folder.toAbsolutePath().normalize();
      return whole.resolveSibling(whole.getFileName() + "-partial");
    }
  }

  /** Ready to run. */
  public ReportedBacktest(BacktestRequest request, Destination destination, Progress progress) {
    this.request = request;
    this.destination = destination;
    this.progress = progress;
  }

  /**
   * Replays all of the input. Results take their place at the very end; until then there are none.
   *
   * @throws BacktestFailure if the input or the folder is not as it should be, or gives way
   * @throws CancellationException if the thread is interrupted; nothing is left of the results then
   */
  public BacktestResult run() {
    try (ResultFolder folder = new ResultFolder(destination.folder())) {
      BacktestResult result = replay(folder);
      new ResultFiles(request, destination.command(), result).writeTo(folder);
      folder.completeAt(result.complete() ? destination.folder() : destination.partial());
      return result;
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          "the results cannot be written: " + BacktestFailure.reason(e), e);
    }
  }

  private BacktestResult replay(ResultFolder folder) throws IOException {
    ForecastText text = new ForecastText(request.spec(), request.modelSet());
    try (Tables tables = new Tables(folder, text)) {
      Backtest backtest = new Backtest(request, tables, progress);
      running = backtest;
      if (stopped) {
        backtest.stop();
      }
      BacktestResult result = backtest.run();
      if (destination.models().isPresent()) {
        ModelFolder models = new ModelFolder(destination.models().get());
        backtest.export(models::write);
      }
      return result;
    }
  }

  /** Makes {@link #run} end within seconds, with results of what was replayed until then. */
  public void stop() {
    stopped = true;
    Backtest backtest = running;
    if (backtest != null) {
      backtest.stop();
    }
  }
}
