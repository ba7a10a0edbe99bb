package dev.eddy.series;

/** Keeps what a model sees and learns within limits, smoothly, so that no outlier can throw it. */
final class Bound {
  private Bound() {}

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
