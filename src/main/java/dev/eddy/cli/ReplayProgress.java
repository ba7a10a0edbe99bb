package dev.eddy.cli;

import dev.eddy.backtest.Progress;
import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a replay has come, drawn on a terminal: share, rate and time left. */
final class ReplayProgress implements Progress, AutoCloseable {
  private static final int KILOBYTE = 1_000;

  private final ProgressBar bar;

  /** Draws to standard error. */
  ReplayProgress() {
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

  /** True if this process talks to a person. */
  @SuppressWarnings("SystemConsoleNull") // null up to 21; after that isTerminal tells
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From 22 on there may be a console without a terminal, and a method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
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
