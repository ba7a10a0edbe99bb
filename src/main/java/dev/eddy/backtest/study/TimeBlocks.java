package dev.eddy.backtest.study;

import java.util.Arrays;
import java.util.List;

/**
 * Sums over stretches of time of one length, at most {@value #MOST} of them: where more would be
 * needed, each two neighbours become one. Stretches begin at whole multiples of their length, so
 * that those of several series fall together. Bytes: 8·{@value #MOST}·width. For one thread.
 */
final class TimeBlocks {
  static final int MOST = 128;

  private final int width;
  private final double[][] sums = new double[MOST][]; // [blocks][width], null where nothing was
  private long first; // number of the first block
  private int count;
  private long length = 1; // steps

  /**
   * Nothing yet.
   *
   * @param width how many sums a block has
   */
  TimeBlocks(int width) {
    this.width = width;
  }

  /** The sums of the block in which a step lies, to be added to. */
  double[] at(long step) {
    long number = Math.floorDiv(step, length);
    while (count > 0 && Math.max(number, first + count - 1) - Math.min(number, first) >= MOST) {
      merge();
      number = Math.floorDiv(step, length);
    }
    if (count == 0) {
      first = number;
      count = 1;
    } else if (number < first) {
      int shift = (int) (first - number);
      System.arraycopy(sums, 0, sums, shift, count);
      Arrays.fill(sums, 0, shift, null);
      first = number;
      count += shift;
    } else {
      count = (int) Math.max(count, number - first + 1);
    }
    int at = (int) (number - first);
    if (sums[at] == null) {
      sums[at] = new double[width];
    }
    return sums[at];
  }

  /** Makes blocks twice as long. */
  private void merge() {
    long newFirst = Math.floorDiv(first, 2L);
    int newCount = 0;
    for (int b = 0; b < count; b++) {
      double[] one = sums[b];
      sums[b] = null;
      int at = (int) (Math.floorDiv(first + b, 2L) - newFirst);
      newCount = at + 1;
      if (one == null) {
        continue;
      }
      if (sums[at] == null) {
        sums[at] = one;
      } else {
        for (int i = 0; i < width; i++) {
          sums[at][i] += one[i];
        }
      }
    }
    first = newFirst;
    count = newCount;
    length *= 2;
  }

  /** How many steps a block has. */
  long length() {
    return length;
  }

  /** The first step of a block. */
  long start(int block) {
    return (first + block) * length;
  }

  /** How many blocks there are, those in which nothing was among them. */
  int count() {
    return count;
  }

  /** The sums of a block; null if nothing was in it. */
  double[] sums(int block) {
    return sums[block];
  }

  /** A copy whose blocks have at least a number of steps. */
  TimeBlocks atLeast(long steps) {
    TimeBlocks copy = new TimeBlocks(width);
    copy.first = first;
    copy.count = count;
    copy.length = length;
    for (int b = 0; b < count; b++) {
      copy.sums[b] = sums[b] == null ? null : sums[b].clone();
    }
    while (copy.count > 0 && copy.length < steps) {
      copy.merge();
    }
    return copy;
  }

  /**
   * What each gives, put together by adding up blocks of the same time.
   *
   * @param parts of one width. Not modified.
   */
  static TimeBlocks sum(List<TimeBlocks> parts, int width) {
    long longest = parts.stream().mapToLong(TimeBlocks::length).max().orElse(1);
    TimeBlocks sum = new TimeBlocks(width);
    sum.length = longest;
    for (TimeBlocks part : parts) {
      TimeBlocks alike = part.atLeast(sum.length);
      for (int b = 0; b < alike.count; b++) {
        if (alike.sums[b] != null) {
          double[] into = sum.at(alike.start(b));
          for (int i = 0; i < width; i++) {
            into[i] += alike.sums[b][i];
          }
        }
      }
    }
    return sum;
  }
}
