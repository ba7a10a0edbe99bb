package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.DamagedArchive;
import java.util.Arrays;

/**
 * Adds numbers up without rounding, and rounds once when asked: the sum is the same in whatever
 * order they came. It is held as parts that do not overlap, smallest first: J. R. Shewchuk,
 * "Adaptive precision floating-point arithmetic and fast robust geometric predicates", Discrete and
 * Computational Geometry 18 (1997), doi:10.1007/PL00009321.
 *
 * <p>One to three parts mostly, 40 at most. Where a number of more than 2^960 has been added, which
 * could make the parts overflow, there is no sum. Not safe for use by several threads.
 */
final class ExactSum {
  private static final double LARGEST = 0x1p960;
  private static final int MOST_PARTS = 64;

  private double[] parts = new double[2];
  private int size;
  private boolean tooLarge;

  /**
   * Adds a number.
   *
   * @param value finite
   */
  void add(double value) {
    if (Math.abs(value) > LARGEST) {
      tooLarge = true;
      return;
    }
    double carried = value;
    int kept = 0;
    for (int i = 0; i < size; i++) {
      double larger = parts[i];
      double smaller = carried;
      if (Math.abs(larger) < Math.abs(smaller)) {
        larger = carried;
        smaller = parts[i];
      }
      double sum = larger + smaller;
      double error = smaller - (sum - larger);
      if (error != 0) {
        parts[kept++] = error;
      }
      carried = sum;
    }
    if (carried != 0) {
      if (kept == parts.length) {
        parts = Arrays.copyOf(parts, 2 * kept);
      }
      parts[kept++] = carried;
    }
    size = kept;
  }

  /** The double nearest to the sum, ties to even; NaN if there is none. */
  double value() {
    if (tooLarge) {
      return Double.NaN;
    }
    if (size == 0) {
      return 0;
    }
    int i = size - 1;
    double sum = parts[i];
    double error = 0;
    while (i > 0 && error == 0) {
      double larger = sum;
      double smaller = parts[--i];
      sum = larger + smaller;
      error = smaller - (sum - larger);
    }
    // Halfway between two doubles the parts below decide; the addition did not know of them.
    if (i > 0 && Math.signum(error) == Math.signum(parts[i - 1])) {
      double doubled = 2 * error;
      double next = sum + doubled;
      if (next - sum == doubled) {
        sum = next;
      }
    }
    return sum;
  }

  /** Walks through what it holds. */
  void archive(Archive archive) {
    tooLarge = archive.flag(tooLarge);
    size = archive.number(size);
    if (size < 0 || size > MOST_PARTS) {
      throw new DamagedArchive("a sum of " + size + " parts");
    }
    if (archive.reading()) {
      parts = new double[Math.max(2, size)];
    }
    for (int i = 0; i < size; i++) {
      parts[i] = archive.number(parts[i]);
    }
  }
}
