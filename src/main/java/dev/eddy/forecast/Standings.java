package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Origins;

/**
 * What one forecaster said of the steps to come, and how it has done lately: its discounted mean
 * absolute error for each target and horizon. Once {@value #UNLIMITED} errors are known, one counts
 * for at most {@value #LIMIT} times their mean: an absurd value, which nobody could foresee, would
 * otherwise drown for thousands of steps what tells forecasters apart. A forecaster that is absurd
 * by itself still falls behind with one such error.
 *
 * <p>Not safe for use by several threads. Bytes: targets·(4·H·(H + 1) + 24·H).
 */
final class Standings implements Archived {
  /** Weight of an error that is one step old. */
  private static final double DISCOUNT = 0.998;

  /** Sums of larger errors could be infinite, and would stay so. */
  private static final double LARGEST = 1e100;

  private static final double LIMIT = 200;
  private static final int UNLIMITED = 20;

  /** What is left of the weight at horizon h by {@link #shorten}: a + b·h, as errors overlap. */
  private static final double SHORT = 25;

  private static final double SHORT_BY_HORIZON = 4;

  private final int horizon;
  private final Origins[] said; // [targets]
  private final double[] sums; // [targets][H] discounted absolute errors
  private final double[] weights; // [targets][H] discounted number of them
  private final double[] errors; // [targets][H] of the present step; NaN where there is none

  Standings(int targets, int horizon) {
    this.horizon = horizon;
    this.said = new Origins[targets];
    for (int t = 0; t < targets; t++) {
      said[t] = new Origins(horizon);
    }
    this.sums = new double[targets * horizon];
    this.weights = new double[targets * horizon];
    this.errors = new double[targets * horizon];
  }

  /** Compares what was said of step n with what came. */
  void settle(long n, double[] values) {
    for (int t = 0; t < said.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        int at = t * horizon + h - 1;
        errors[at] = said[t].of(n, h) - values[t];
        double size = Math.abs(errors[at]);
        if (size <= LARGEST) {
          sums[at] = DISCOUNT * sums[at] + counted(at, size);
          weights[at] = DISCOUNT * weights[at] + 1;
        }
      }
    }
  }

  private double counted(int at, double error) {
    boolean free = weights[at] < UNLIMITED || sums[at] == 0;
    return free ? error : Math.min(error, LIMIT * (sums[at] / weights[at]));
  }

  /**
   * Notes what is said at step n.
   *
   * @param forecast [targets][H]; null: nothing
   */
  void note(long n, double[][] forecast) {
    for (int t = 0; t < said.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        said[t].put(n, h, forecast == null ? Double.NaN : forecast[t][h - 1]);
      }
    }
  }

  /** The discounted mean absolute error; NaN before any. */
  double loss(int target, int h) {
    int at = target * horizon + h - 1;
    return weights[at] > 0 ? sums[at] / weights[at] : Double.NaN;
  }

  /** The discounted number of errors behind {@link #loss}. */
  double weight(int target, int h) {
    return weights[target * horizon + h - 1];
  }

  /** By how much what was said h steps before the present one was too high; NaN if unknown. */
  double error(int target, int h) {
    return errors[target * horizon + h - 1];
  }

  /** What was said at step n − h of step n, before {@link #note}. */
  double said(int target, long n, int h) {
    return said[target].of(n, h);
  }

  /** Keeps a target's means, but lets the errors to come count for more. */
  void shorten(int target) {
    for (int h = 1; h <= horizon; h++) {
      int at = target * horizon + h - 1;
      double left = (SHORT + SHORT_BY_HORIZON * h) / weights[at];
      if (left < 1) {
        sums[at] *= left;
        weights[at] *= left;
      }
    }
  }

  void forgetOpen() {
    for (Origins open : said) {
      open.clear();
    }
  }

  @Override
  public void archive(Archive archive) {
    for (Origins open : said) {
      open.archive(archive);
    }
    archive.array(sums);
    archive.array(weights);
  }
}
