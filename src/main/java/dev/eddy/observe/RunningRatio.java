package dev.eddy.observe;

/**
 * One sum over another, both fading: what was added 5,000 additions ago weighs e⁻¹.
 *
 * <p>Safe for use by several threads.
 */
final class RunningRatio {
  private static final double KEPT = 1 - 1.0 / 5_000;

  private double numerator;
  private double denominator;

  synchronized void add(double above, double below) {
    numerator = KEPT * numerator + above;
    denominator = KEPT * denominator + below;
  }

  /** The ratio; NaN while there is nothing to divide by. */
  synchronized double value() {
    return denominator > 0 ? numerator / denominator : Double.NaN;
  }
}
