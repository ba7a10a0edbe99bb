package dev.eddy.cli;

import dev.eddy.backtest.replay.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a replay has come, drawn on a terminal: share, rate and time left. */
final class BacktestProgress implements Progress, AutoCloseable {
  private static final int KILOBYTE = 1_000;

  private final ProgressBar bar;

  /** Draws to standard error. */
  BacktestProgress() {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName("replay")
            .setStyle(ProgressBarStyle.ASCII)
            .setUnit("kB", KILOBYTE)
            .showSpeed()
            .setInitialMax(-1)
            .clearDisplayOnFinish()
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
  }

  @Override
  public void reached(long bytes, long ofBytes, long rows) {
    bar.maxHint(ofBytes);
    bar.stepTo(bytes);
    bar.setExtraMessage(" " + rows + " rows");
  }

  @Override
  public void close() {
    bar.close();
  }
}
