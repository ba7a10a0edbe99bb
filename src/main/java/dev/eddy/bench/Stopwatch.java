package dev.eddy.bench;

import java.time.Duration;
import java.util.Arrays;

/**
 * The time of a piece of work on this thread, by the wall clock: the median of several samples,
 * each of many runs, after running it for a while unmeasured.
 *
 * @param warmUp how long it runs before it counts; it runs once at least
 * @param samples how many are taken, odd
 * @param sample how long one takes, about
 */
public record Stopwatch(Duration warmUp, int samples, Duration sample) {
  /** What {@code eddy bench} takes: some 1.5 seconds a measurement. */
  public static final Stopwatch THOROUGH =
      new Stopwatch(Duration.ofMillis(1_000), 15, Duration.ofMillis(30));

  /** Each piece of work a few times, to see that it runs. */
  public static final Stopwatch ONCE = new Stopwatch(Duration.ZERO, 1, Duration.ZERO);

  /** Nanoseconds of one run. */
  double nanos(Runnable work) {
    long runs = 0;
    long start = System.nanoTime();
    long elapsed;
    do {
      work.run();
      runs++;
      elapsed = System.nanoTime() - start;
    } while (elapsed < warmUp.toNanos());
    // What ran while it was still being compiled makes a sample shorter than asked, not longer.
    long runsOfSample = Math.max(1, runs * sample.toNanos() / Math.max(1, elapsed));
    double[] times = new double[samples];
    for (int i = 0; i < samples; i++) {
      long from = System.nanoTime();
      for (long n = 0; n < runsOfSample; n++) {
        work.run();
      }
      times[i] = (double) (System.nanoTime() - from) / runsOfSample;
    }
    Arrays.sort(times);
    return times[samples / 2];
  }
}
