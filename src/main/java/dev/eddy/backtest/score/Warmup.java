package dev.eddy.backtest.score;

import java.util.Arrays;

/**
 * What the first steps of a series tell of its size and roughness, before any forecast counts: by
 * this errors are scaled and steps told apart, so that nothing that came later decides what an
 * earlier error was worth. For one thread.
 */
public final class Warmup {
  private final Mean[] sizes; // [targets] of |y|
  private final Mean[] changes; // [targets] of |y(n) − y(n−1)|
  private final double[] before; // [targets] the step before; NaN where missing
  private long next;

  /** A running mean. */
  private static final class Mean {
    private double sum;
    private long count;

    void add(double value) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }

    double value() {
      return count == 0 ? Double.NaN : sum / count;
    }
  }

  /** Of no step yet. */
  public Warmup(int targets) {
    this.sizes = means(targets);
    this.changes = means(targets);
    this.before = new double[targets];
    Arrays.fill(before, Double.NaN);
  }

  private static Mean[] means(int targets) {
    Mean[] means = new Mean[targets];
    Arrays.setAll(means, t -> new Mean());
    return means;
  }

  /**
   * Takes a step in.
   *
   * @param ordinal its number in the series, from 0; later than the one before
   * @param values [targets], NaN where missing. Not modified.
   */
  public void add(long ordinal, double[] values) {
    for (int t = 0; t < before.length; t++) {
      sizes[t].add(Math.abs(values[t]));
      if (ordinal == next) {
        changes[t].add(Math.abs(values[t] - before[t]));
      }
      before[t] = values[t];
    }
    next = ordinal + 1;
  }

  /** Mean absolute value of a target; NaN if there was none. */
  public double size(int target) {
    return sizes[target].value();
  }

  /**
   * Mean absolute change from one step to the next, which is the mean absolute error of the last
   * value as a forecast of the next one (Hyndman and Koehler 2006, doi
   * 10.1016/j.ijforecast.2006.03.001). NaN if there was none.
   */
  public double change(int target) {
    return changes[target].value();
  }
}
