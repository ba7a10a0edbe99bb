package dev.eddy.bench.pipeline;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Processor time of this process's threads, which what else the machine does hardly changes. */
final class ThreadTimes {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadTimes() {}

  /** Nanoseconds that the calling thread has had of a processor. */
  static long ofCaller() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Nanoseconds that the threads have had whose names begin so and hold that. */
  static long of(String beginning, String part) {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null)
        .filter(thread -> thread.getThreadName().startsWith(beginning))
        .filter(thread -> thread.getThreadName().contains(part))
        .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId())))
        .sum();
  }

  /** What a call of {@link #ofCaller} takes of the caller, in nanoseconds. */
  static double costOfAsking() {
    int calls = 200_000;
    long start = ofCaller();
    for (int i = 0; i < calls; i++) {
      ofCaller();
    }
    return (double) (ofCaller() - start) / calls;
  }
}
