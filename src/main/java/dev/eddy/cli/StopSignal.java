package dev.eddy.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that runs on end well on Ctrl-C and SIGTERM: it is told to stop, finishes what it
 * is at, and the process ends with the command's own exit code. Java by itself would end at once,
 * with 130 or 143.
 */
final class StopSignal {
  private static final long LONGEST_STOP_SECONDS = 60;
  private static final long LAST_WORDS_MILLIS = 500;

  private final Runnable stop;
  private final Thread worker = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Integer exitCode;

  private StopSignal(Runnable stop) {
    this.stop = stop;
  }

  /**
   * Runs the work on this thread.
   *
   * @param stop makes the work return soon; called on another thread, once, if the signal comes
   * @param work what the command does, with its exit code
   */
  static int stoppable(Runnable stop, Callable<Integer> work) throws Exception {
    StopSignal signal = new StopSignal(stop);
    Thread hook = new Thread(signal::received, "eddy-stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      signal.exitCode = work.call();
      return signal.exitCode;
    } finally {
      signal.ended.countDown();
      remove(hook);
    }
  }

  private void received() {
    try {
      stop.run();
      if (!ended.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
      if (exitCode == null) {
        // The work failed: its message is yet to be printed, by a thread that never ends.
        worker.join(LAST_WORDS_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode == null ? 1 : exitCode);
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The signal has come: the hook runs, and ends the process.
    }
  }
}
