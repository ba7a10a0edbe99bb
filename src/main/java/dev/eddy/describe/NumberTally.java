package dev.eddy.describe;

import java.util.Arrays;

/**
 * How large the numbers of a column are. Holds some thousand of them: all, as long as there are few
 * enough, then every second, every fourth and so on. For one thread.
 */
final class NumberTally {
  private static final int MOST = 20_000;

  private final double[] kept = new double[MOST];
  private int size;
  private long every = 1;
  private long count;
  private long missing;
  private long unreadable;
  private long zeros;
  private double least = Double.POSITIVE_INFINITY;
  private double greatest = Double.NEGATIVE_INFINITY;

  /** A number. */
  void add(double value) {
    if (count % every == 0) {
      if (size == MOST) {
        for (int i = 0; i < MOST / 2; i++) {
          kept[i] = kept[2 * i];
        }
        size = MOST / 2;
        every *= 2;
      }
      if (count % every == 0) {
        kept[size++] = value;
      }
    }
    count++;
    zeros += value == 0 ? 1 : 0;
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }

  /** A cell without anything. */
  void addMissing() {
    missing++;
  }

  /** A cell with something else than a number. */
  void addUnreadable() {
    unreadable++;
  }

  /** Numbers. */
  long count() {
    return count;
  }

  /** Cells without anything. */
  long missing() {
    return missing;
  }

  /** Cells with something else than a number. */
  long unreadable() {
    return unreadable;
  }

  /** Which share of the numbers is 0. */
  double zeroShare() {
    return count == 0 ? 0 : (double) zeros / count;
  }

  /** The least number; infinite if there is none. */
  double least() {
    return least;
  }

  /** The greatest number; infinite if there is none. */
  double greatest() {
    return greatest;
  }

  /** True if all numbers are the same one. */
  boolean isConstant() {
    return count > 0 && least == greatest;
  }

  /** The first quartile, the median and the third, of those held; NaN if there is none. */
  double[] quartiles() {
    double[] sorted = Arrays.copyOf(kept, size);
    Arrays.sort(sorted);
    double[] quartiles = new double[3];
    for (int q = 0; q < 3; q++) {
      double at = 0.25 * (q + 1) * (size - 1);
      int below = (int) Math.floor(at);
      quartiles[q] =
          size == 0
              ? Double.NaN
              : sorted[below]
                  + (at - below) * (sorted[Math.min(below + 1, size - 1)] - sorted[below]);
    }
    return quartiles;
  }
}
