package dev.eddy.backtest.score;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The values of one series by step, all of them or the last ones. Pages of steps are made where
 * there are values, so that a silence of years takes no memory. Bytes: 8 a target and step of each
 * page kept. For one thread.
 */
public final class Actuals {
  private static final int PAGE = 512; // steps

  private final int targets;
  private final long kept;
  private final Map<Long, double[]> pages = new HashMap<>(); // [PAGE][targets]
  private long recentNumber = -1;
  private double[] recent = {};
  private long first;
  private long last = -1;

  /**
   * Of no step yet.
   *
   * @param kept steps before the last one that may be asked for
   */
  public Actuals(int targets, long kept) {
    this.targets = targets;
    this.kept = kept;
  }

  /** True before the first step. */
  public boolean isEmpty() {
    return last < 0;
  }

  /** The number of the last step, where the first is 0; −1 before it. */
  public long last() {
    return last;
  }

  /** The number of a step, where the first is 0. */
  public long ordinal(long step) {
    return step - first;
  }

  /**
   * Adds a step; those skipped since the one before are missing.
   *
   * @param values [targets], NaN where missing. Not modified.
   * @throws IllegalArgumentException if the step is not after the last
   */
  public void add(long step, double[] values) {
    if (values.length != targets) {
      throw new IllegalArgumentException(values.length + " values of " + targets + " targets");
    }
    if (isEmpty()) {
      first = step;
    }
    long ordinal = ordinal(step);
    if (ordinal <= last) {
      throw new IllegalArgumentException("step " + step + " is not after step " + (first + last));
    }
    last = ordinal;
    double[] page = pages.get(ordinal / PAGE);
    if (page == null) {
      pages.keySet().removeIf(number -> (number + 1) * PAGE <= last - kept);
      page = missing();
      pages.put(ordinal / PAGE, page);
    }
    recentNumber = -1; // it may be of a page that was not there
    System.arraycopy(values, 0, page, (int) (ordinal % PAGE) * targets, targets);
  }

  private double[] missing() {
    double[] page = new double[PAGE * targets];
    Arrays.fill(page, Double.NaN);
    return page;
  }

  /** The value of a step by its number, 0 or more; NaN if it is missing or not known. */
  public double at(long ordinal, int target) {
    long number = ordinal / PAGE;
    if (number != recentNumber) {
      recentNumber = number;
      recent = pages.getOrDefault(number, new double[0]);
    }
    return recent.length == 0 ? Double.NaN : recent[(int) (ordinal % PAGE) * targets + target];
  }
}
