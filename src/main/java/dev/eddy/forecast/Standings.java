package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Origins;
import java.util.Arrays;

/**
 * What one forecaster said of the steps of a target to come, and how it has done lately: its
 * discounted mean absolute error at each horizon. Once {@value #UNLIMITED} errors are known, one
 * counts for at most {@value #LIMIT} times their mean: an absurd value, which nobody could foresee,
 * would otherwise drown for thousands of steps what tells forecasters apart. A forecaster that is
 * absurd by itself still falls behind with one such error.
 *
 * <p>Not safe for use by several threads. Bytes: 4·H·(H + 1) + 32·H.
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

  private static final double SHORT_BY_HORIZON = 10;

  private final Origins said;
  private final double[] sums; // [H] discounted absolute errors
  private final double[] weights; // [H] discounted number of them
  private final double[] losses; // [H] their mean; NaN before any
  private final double[] errors; // [H] of the present step; NaN where there is none

  Standings(int horizon) {
    this.said = new Origins(horizon);
    this.sums = new double[horizon];
    this.weights = new double[horizon];
    this.losses = new double[horizon];
    this.errors = new double[horizon];
    Arrays.fill(losses, Double.NaN);
  }

  /** Takes over how another has done lately, but nothing of what it said. */
  void follow(Standings other) {
    System.arraycopy(other.sums, 0, sums, 0, sums.length);
    System.arraycopy(other.weights, 0, weights, 0, weights.length);
    System.arraycopy(other.losses, 0, losses, 0, losses.length);
  }

  /** Compares what was said of step n with what came. */
  void settle(long n, double value) {
    for (int h = 1; h <= errors.length; h++) {
      int at = h - 1;
      errors[at] = said.of(n, h) - value;
      double size = Math.abs(errors[at]);
      if (size <= LARGEST) {
        sums[at] = DISCOUNT * sums[at] + counted(at, size);
        weights[at] = DISCOUNT * weights[at] + 1;
        losses[at] = sums[at] / weights[at];
      }
    }
  }

  private double counted(int at, double error) {
    boolean free = weights[at] < UNLIMITED || sums[at] == 0;
    return free ? error : Math.min(error, LIMIT * losses[at]);
  }

  /**
   * Notes what is said at step n.
   *
   * @param forecast [H]
   */
  void note(long n, double[] forecast) {
    for (int h = 1; h <= errors.length; h++) {
      said.put(n, h, forecast[h - 1]);
    }
  }

  /** Notes that nothing is said at step n. */
  void skip(long n) {
    for (int h = 1; h <= errors.length; h++) {
      said.put(n, h, Double.NaN);
    }
  }

  /** The discounted mean absolute error; NaN before any. */
  double loss(int h) {
    return losses[h - 1];
  }

  /** The discounted number of errors behind {@link #loss}. */
  double weight(int h) {
    return weights[h - 1];
  }

  /** By how much what was said h steps before the present one was too high; NaN if unknown. */
  double error(int h) {
    return errors[h - 1];
  }

  /** What was said at step n − h of step n, before {@link #note}. */
  double said(long n, int h) {
    return said.of(n, h);
  }

  /** Keeps the means, but lets the errors to come count for more. */
  void shorten() {
    for (int h = 1; h <= weights.length; h++) {
      double left = (SHORT + SHORT_BY_HORIZON * h) / weights[h - 1];
      if (left < 1) {
        sums[h - 1] *= left;
        weights[h - 1] *= left;
        losses[h - 1] = sums[h - 1] / weights[h - 1]; // as it is when loaded
      }
    }
  }

  void forgetOpen() {
    said.clear();
  }

  @Override
  public void archive(Archive archive) {
    said.archive(archive);
    archive.array(sums);
    archive.array(weights);
    Arrays.setAll(losses, at -> weights[at] > 0 ? sums[at] / weights[at] : Double.NaN);
  }
}
