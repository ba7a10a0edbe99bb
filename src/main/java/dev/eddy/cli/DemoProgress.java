package dev.eddy.cli;

import java.io.PrintWriter;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How many forecasts have been read back, drawn on a terminal; where there is none, nothing. Safe
 * for use by several threads.
 */
final class DemoProgress implements LongConsumer, AutoCloseable {
  private final ProgressBar bar; // null where nothing is drawn

  DemoProgress(long total, boolean wanted) {
    this.bar =
        wanted && ReplayProgress.isTerminal()
            ? new ProgressBarBuilder()
                .setTaskName("forecasts")
                .setStyle(ProgressBarStyle.ASCII)
                .setInitialMax(total)
                .showSpeed()
                .clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(System.err))
                .build()
            : null;
  }

  @Override
  public synchronized void accept(long more) {
    if (bar != null) {
      bar.stepBy(more);
    }
  }

  /** Prints lines without disturbing the bar. */
  synchronized void print(PrintWriter out, String text) {
    if (bar != null) {
      bar.pause();
    }
    out.print(text);
    out.flush();
    if (bar != null) {
      bar.resume();
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
