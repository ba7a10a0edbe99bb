package dev.eddy.backtest.report;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.replay.Backtest;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.replay.Progress;
import java.io.IOException;
import java.nio.file.Path;
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
   */
  public record Destination(Path folder, String command) {}

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
   * @throws CancellationException if it was stopped; nothing is left of the results then
   */
  public BacktestResult run() {
    try (ResultFolder folder = new ResultFolder(destination.folder())) {
      BacktestResult result = replay(folder);
      new ResultFiles(request, destination.command(), result).writeTo(folder);
      folder.complete();
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
      return backtest.run();
    }
  }

  /** Makes {@link #run} end as soon as may be, leaving nothing behind. */
  public void stop() {
    stopped = true;
    Backtest backtest = running;
    if (backtest != null) {
      backtest.stop();
    }
  }
}
