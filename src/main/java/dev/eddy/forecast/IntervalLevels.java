package dev.eddy.forecast;

import java.util.List;

/**
 * Which two quantiles make the interval that is scored: the widest pair of levels that leaves out
 * as much below as above, and where there is none, the outermost two.
 *
 * @param low index of its lower level
 * @param high index of its upper level
 */
public record IntervalLevels(int low, int high) {
  private static final double ROUNDING = 1e-9; // 0.1 and 0.9 are symmetric, whatever their last bit

  /** The interval of rising levels; of none or one it is empty. */
  public static IntervalLevels of(List<Double> levels) {
    for (int low = 0; low < levels.size(); low++) {
      for (int high = levels.size() - 1; high > low; high--) {
        if (Math.abs(levels.get(low) + levels.get(high) - 1) < ROUNDING) {
          return new IntervalLevels(low, high);
        }
      }
    }
    return new IntervalLevels(0, Math.max(0, levels.size() - 1));
  }

  /**
   * The share of values that should lie in the interval.
   *
   * @param levels of which it is the interval. Not modified.
   */
  public double nominal(List<Double> levels) {
    return Math.rint(1e9 * (levels.get(high) - levels.get(low))) / 1e9;
  }

  /**
   * Winkler's score of an interval from the quantile of one level to that of another: its width,
   * and of a value that is missed (low − value)/τ or (value − high)/(1 − τ') besides (Winkler 1972,
   * doi 10.1080/01621459.1972.10481224, where τ' is 1 − τ). Less is better, and telling the truth
   * is best.
   */
  static double winkler(double low, double lowLevel, double high, double highLevel, double value) {
    return high
        - low
        + Math.max(0, low - value) / lowLevel
        + Math.max(0, value - high) / (1 - highLevel);
  }
}
