package dev.eddy.cli;

import java.io.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Tells on the terminal how many records were sent, once that takes longer than a moment; writes
 * nothing where there is no terminal. For one thread.
 */
final class ReplayProgress implements LongConsumer, AutoCloseable {
  private static final long MOMENT_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int REDRAW_MILLIS = 500;
  private static final long UNKNOWN = -1;

  private final String name;
  private final boolean terminal = isTerminal();
  private final long start = System.nanoTime();
  private ProgressBar bar;

  ReplayProgress(Path file) {
    this.name = String.valueOf(file.getFileName());
  }

  @Override
  public void accept(long sent) {
    if (bar == null && terminal && System.nanoTime() - start > MOMENT_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(name)
              .setInitialMax(UNKNOWN)
              .setUnit(" records", 1)
              .setUpdateIntervalMillis(REDRAW_MILLIS)
              .showSpeed()
              .hideEta()
              .build();
    }
    if (bar != null) {
      bar.stepTo(sent);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  /**
   * True if this process talks to a person. From JDK 22 on a console may be there without a
   * terminal, and says so.
   */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
