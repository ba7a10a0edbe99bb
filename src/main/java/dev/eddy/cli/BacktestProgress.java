package dev.eddy.cli;

import dev.eddy.backtest.replay.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far a replay has come, drawn on a terminal: share, rate and time left where it is known how
 * much there is to read, rows and rate where it is not.
 */
final class BacktestProgress implements Progress, AutoCloseable {
  private static final long UNKNOWN = -1;

  private final ProgressBar bar;

  /** Draws to standard error. */
  BacktestProgress() {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("replay")
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit(" rows", 1)
            .showSpeed()
            .setInitialMax(UNKNOWN)
            .clearDisplayOnFinish()
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
  }

  @Override
  public void reached(double share, long rows) {
    bar.maxHint(allRows(share, rows));
    bar.stepTo(rows);
  }

  /** How many rows there may be in all, by those that a share of the input had; or unknown. */
  static long allRows(double share, long rows) {
    return share > 0 ? Math.max(rows, Math.round(rows / share)) : UNKNOWN;
  }

  @Override
  public void close() {
    bar.close();
  }
}
