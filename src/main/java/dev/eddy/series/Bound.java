package dev.eddy.series;

/** Keeps what a model sees and learns within limits, smoothly, so that no outlier can throw it. */
final class Bound {
  /** The squares of numbers up to here, and their sums, are numbers too. */
  private static final double LARGEST = 1e100;

  private Bound() {}

  /**
   * The value itself, or NaN if it is so large that it can measure nothing: means and scales made
   * of such values would be infinite, and stay so.
   */
  static double credible(double value) {
    return Math.abs(value) <= LARGEST ? value : Double.NaN;
  }

  /**
   * c·u/√(1 + u²) with u = value/c: the value itself where it is small, ± c in the limit; odd,
   * monotone, and made of operations that are exact to the last bit everywhere. NaN stays NaN.
   */
  static double within(double limit, double value) {
    double u = value / limit;
    double bounded = value / Math.sqrt(1 + u * u);
    return Double.isInfinite(u * u) ? Math.copySign(limit, value) : bounded;
  }
}
