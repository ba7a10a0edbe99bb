package dev.eddy.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs on end well on Ctrl-C and SIGTERM: it is told to stop, finishes what it
 * is at, and the process ends with the command's own exit code. Java by itself would end at once,
 * with 130 or 143; a second signal still does that.
 *
 * <p>Not a shutdown hook: while hooks run, a process can neither change its exit code but by
 * halting, which leaves native libraries behind in the temporary directory, nor go on starting.
 */
final class StopSignal {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");
  private static final long LONGEST_STOP_SECONDS = 60;

  private final Runnable stop;
  private final SignalHandlers handlers;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StopSignal(Runnable stop) {
    this.stop = stop;
    this.handlers = new SignalHandlers(SIGNALS, this::received);
  }

  /**
   * Runs the work on this thread.
   *
   * @param stop makes the work return soon; called on another thread, once, if the signal comes
   * @param work what the command does, with its exit code
   */
  static int stoppable(Runnable stop, Callable<Integer> work) throws Exception {
    StopSignal signal = new StopSignal(stop);
    signal.handlers.install();
    try {
      return work.call();
    } finally {
      signal.handlers.remove();
      signal.ended.countDown();
    }
  }

  private void received() {
    handlers.remove();
    stop.run();
    try {
      if (!ended.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
