package dev.eddy.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a piece of work when the process is told to end by Ctrl-C or SIGTERM, and lets it tidy up
 * before it does. Closed when the work is over.
 */
final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean late;

  /** From now on, the work is stopped rather than cut off. */
  Interruption(Runnable stop, PrintWriter err) {
    this(stop, err, "stopped; no results were written");
  }

  /** The same, saying something else at the end. */
  Interruption(Runnable stop, PrintWriter err, String said) {
    this.hook =
        new Thread(
            () -> {
              stop.run();
              awaitEnd();
              if (!late) {
                err.println(said);
                err.flush();
              }
            },
            "eddy-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitEnd() {
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Thread.currentThread().interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is done: there is nothing to say any more. */
  void tooLate() {
    late = true;
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and goes on now.
    }
  }
}
