package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;

/**
 * How far a correction is believed, for each output by itself: the share of it, from nothing to all
 * of it, that would lately have brought the least squared error, with a discount and a prior for
 * nothing.
 *
 * <pre>
 *   a = δ·a + c·y     p = δ·p + c²     share = a / (p + 1), at least 0 and at most 1
 * </pre>
 *
 * where c was said and y would have been right. It keeps a correction that has learned nothing yet,
 * or the wrong thing, from doing harm (shrinkage after James and Stein 1961).
 *
 * <p>Not safe for use by several threads. 16 bytes an output.
 */
public final class Trust implements Archived {
  private static final double DISCOUNT = 0.999;

  /** In the scale of the residual squared. */
  private static final double PRIOR = 1;

  /** Sums of larger products could be infinite, and would stay so. */
  private static final double LARGEST = 1e100;

  private final double[] agreement; // a, [outputs]
  private final double[] power; // p, [outputs]

  /** Nothing is believed. */
  public Trust(int outputs) {
    this.agreement = new double[outputs];
    this.power = new double[outputs];
  }

  /** Compares a correction with the one that would have been right; NaN or absurd: no news. */
  public void learn(int output, double said, double right) {
    if (Math.abs(said) <= LARGEST && Math.abs(right) <= LARGEST) {
      agreement[output] = DISCOUNT * agreement[output] + said * right;
      power[output] = DISCOUNT * power[output] + said * said;
    }
  }

  /** The share of its corrections that an output is given. */
  public double share(int output) {
    return Math.max(0, Math.min(1, agreement[output] / (power[output] + PRIOR)));
  }

  @Override
  public void archive(Archive archive) {
    archive.array(agreement);
    archive.array(power);
  }
}
