package dev.eddy.learning;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** After how many sequences runs of one task by different seeds solved it. */
final class Runs {
  /** Of a run that did not solve its task. */
  static final int UNSOLVED = Integer.MAX_VALUE;

  private final int[] solvedAfter; // in ascending order

  /**
   * Runs with seeds from 1.
   *
   * @param run from a seed to the sequences that it took, or {@link #UNSOLVED}
   */
  Runs(int seeds, IntUnaryOperator run) {
    solvedAfter = new int[seeds];
    Arrays.setAll(solvedAfter, i -> run.applyAsInt(i + 1));
    Arrays.sort(solvedAfter);
  }

  /** How many runs solved the task. */
  int solved() {
    return (int) Arrays.stream(solvedAfter).filter(n -> n != UNSOLVED).count();
  }

  /** Solved runs, and the median (the lower of two) and range of what they took. */
  @Override
  public String toString() {
    int solved = solved();
    String share = solved + " of " + solvedAfter.length;
    if (solved == 0) {
      return share;
    }
    return String.format(
        Locale.ROOT,
        solved == 1 ? "%s after %,d" : "%s after %,d (%,d to %,d)",
        share,
        solvedAfter[(solved - 1) / 2],
        solvedAfter[0],
        solvedAfter[solved - 1]);
  }
}
