package dev.eddy.demo;

import java.util.concurrent.atomic.AtomicReference;

/** Work on a thread of its own, whose failure is not lost. */
final class Background {
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final Thread thread;

  /** Starts. */
  Background(String name, Runnable work) {
    this.thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                failure.set(e);
              }
            },
            name);
    thread.start();
  }

  /** Throws what the work threw, if it did. */
  void throwFailure() {
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  void join() throws InterruptedException {
    thread.join();
  }
}
