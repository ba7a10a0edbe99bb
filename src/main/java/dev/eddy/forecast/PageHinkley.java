package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;

/**
 * Notices that the mean of a number between 0 and 1 has risen (Page 1954, doi 10.2307/2333009;
 * Hinkley 1971, doi 10.1093/biomet/58.3.509):
 *
 * <pre>
 *   m = mean of all x so far     s = max(0, s + x − m − δ)     risen if s &gt; λ
 * </pre>
 *
 * <p>Not safe for use by several threads. 24 bytes; a few operations a number.
 */
final class PageHinkley implements Archived {
  /** Numbers after which the mean is one. */
  static final int WARMUP = 30;

  private final double tolerance; // δ
  private final double threshold; // λ
  private long count;
  private double mean;
  private double rise;

  PageHinkley(double tolerance, double threshold) {
    this.tolerance = tolerance;
    this.threshold = threshold;
  }

  /** Takes in a number; true if the mean has risen. */
  boolean take(double x) {
    count++;
    mean += (x - mean) / count;
    rise = Math.max(0, rise + x - mean - tolerance);
    return count > WARMUP && rise > threshold;
  }

  /** Forgets all numbers. */
  void restart() {
    count = 0;
    mean = 0;
    rise = 0;
  }

  @Override
  public void archive(Archive archive) {
    count = archive.number(count);
    mean = archive.number(mean);
    rise = archive.number(rise);
  }
}
