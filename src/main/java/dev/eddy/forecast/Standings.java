package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Origins;
import java.util.Arrays;

/**
 * What one forecaster said of the steps of a target to come, and how it has done: its discounted
 * error at each horizon, and that of the last few steps. The former is the power mean of exponent
 * 1.5, half-way between those by which forecasts are judged: the best of equals by the absolute
 * error says what the series does most of the time, by the squared one what it does on average.
 *
 * <p>Once {@value #UNLIMITED} errors are known, one counts for at most {@value #LIMIT} times their
 * mean, and less where {@linkplain Surprise nobody could foresee} it.
 *
 * <p>Not safe for use by several threads. Bytes: 4·H·(H + 1) + 48·H.
 */
final class Standings implements Archived {
  /** Weight of an error that is one step old. */
  static final double DISCOUNT = 0.998;

  /** Sums of larger errors could be infinite, and would stay so. */
  static final double LARGEST = 1e100;

  private static final double LIMIT = 20;
  private static final int UNLIMITED = 20;

  /** Of the last few steps: a step counts for so much beside those before it. */
  private static final double RECENT = 0.15;

  /** What is always left of the discounted error: a few small ones may be chance. */
  private static final double FLOOR = 0.1;

  /** In discounted errors: so much is enough to be in doubt, and is soon forgotten. */
  private static final double LARGEST_RECENT = 100;

  /** What is left of the weight at horizon h by {@link #shorten}: a + b·h, as errors overlap. */
  private static final double SHORT = 25;

  private static final double SHORT_BY_HORIZON = 10;

  private final Origins said;
  private final double[] sums; // [H] discounted errors to the power of 1.5
  private final double[] weights; // [H] discounted number of them
  private final double[] losses; // [H] their power mean; NaN before any
  private final double[] strains; // [H] recent errors in losses; NaN before any
  private final double[] recent; // [H] mean absolute errors of the last few steps
  private final double[] errors; // [H] of the present step; NaN where there is none

  Standings(int horizon) {
    this.said = new Origins(horizon);
    this.sums = new double[horizon];
    this.weights = new double[horizon];
    this.losses = new double[horizon];
    this.strains = new double[horizon];
    this.recent = new double[horizon];
    this.errors = new double[horizon];
    Arrays.fill(losses, Double.NaN);
    Arrays.fill(strains, Double.NaN);
  }

  /** Takes over how another has done lately, but nothing of what it said. */
  void follow(Standings other) {
    System.arraycopy(other.sums, 0, sums, 0, sums.length);
    System.arraycopy(other.weights, 0, weights, 0, weights.length);
    System.arraycopy(other.losses, 0, losses, 0, losses.length);
    System.arraycopy(other.strains, 0, strains, 0, strains.length);
    System.arraycopy(other.recent, 0, recent, 0, recent.length);
  }

  /** Compares what was said of step n with what came. */
  void compare(long n, double value) {
    for (int h = 1; h <= errors.length; h++) {
      errors[h - 1] = said.of(n, h) - value;
    }
  }

  /** Compares and counts. */
  void settle(long n, double value, Surprise surprise) {
    compare(n, value);
    count(surprise);
  }

  /** Counts the errors of the present step, as far as it could be foreseen. */
  void count(Surprise surprise) {
    for (int at = 0; at < errors.length; at++) {
      double size = Math.abs(errors[at]);
      if (size <= LARGEST) {
        double now = surprise.shareOfRecent(at + 1) * size;
        now = losses[at] > 0 ? Math.min(now, LARGEST_RECENT * losses[at]) : now;
        recent[at] += RECENT * (now - recent[at]);
        double counted = counted(at, surprise.share(at + 1) * size);
        sums[at] = DISCOUNT * sums[at] + counted * Math.sqrt(counted);
        weights[at] = DISCOUNT * weights[at] + 1;
        average(at);
      }
    }
  }

  private void average(int at) {
    double root = StrictMath.cbrt(sums[at] / weights[at]);
    losses[at] = root * root;
    strains[at] = recent[at] / losses[at] + FLOOR;
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

  /** The discounted error: a power mean, between the absolute and the squared; NaN before any. */
  double loss(int h) {
    return losses[h - 1];
  }

  /** The mean absolute error of the last few steps, and a little of the discounted one. */
  double recent(int h) {
    return recent[h - 1] + FLOOR * losses[h - 1];
  }

  /** The same in units of the discounted error. */
  double strain(int h) {
    return strains[h - 1];
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

  /** What is left at most of the weight at a horizon where errors to come count for more. */
  static double shortWeight(int h) {
    return SHORT + SHORT_BY_HORIZON * h;
  }

  /** Keeps the means, but lets the errors to come count for more. */
  void shorten() {
    for (int h = 1; h <= weights.length; h++) {
      double left = shortWeight(h) / weights[h - 1];
      if (left < 1) {
        sums[h - 1] *= left;
        weights[h - 1] *= left;
        average(h - 1); // as it is when loaded
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
    archive.array(recent);
    Arrays.fill(losses, Double.NaN);
    Arrays.fill(strains, Double.NaN);
    for (int at = 0; at < weights.length; at++) {
      if (weights[at] > 0) {
        average(at);
      }
    }
  }
}
