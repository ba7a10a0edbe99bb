package dev.eddy.forecast;

import java.util.List;

/**
 * What a few quantiles say of a whole distribution. Between two levels, and beyond the outermost
 * with the slope of the last two, the value is linear in the normal score z = Φ⁻¹(level), so that
 * quantiles of a normal distribution, however few, give that distribution, and others one whose
 * tails are as thin.
 *
 * <p>Immutable. Cost: two comparisons a level.
 */
final class QuantileCurve {
  /** Farther out no value is said to be: six in 10^16 of a normal distribution are. */
  private static final double FARTHEST = 8;

  private final double[] scores; // [levels] rising

  /**
   * Of quantiles of these levels.
   *
   * @param levels two or more, rising
   */
  QuantileCurve(List<Double> levels) {
    this.scores = levels.stream().mapToDouble(NormalScores::of).toArray();
  }

  /**
   * The value at a normal score.
   *
   * @param quantiles [levels][H], rising with the level. Not modified.
   * @param h from 0
   */
  double valueAt(double score, double[][] quantiles, int h) {
    int above = 1;
    while (above < scores.length - 1 && scores[above] < score) {
      above++;
    }
    double low = quantiles[above - 1][h];
    double rise = (quantiles[above][h] - low) / (scores[above] - scores[above - 1]);
    return low + (score - scores[above - 1]) * rise;
  }

  /**
   * The normal score of a value. Where several quantiles are the value itself, the middle of their
   * scores; never beyond ±{@value #FARTHEST}.
   *
   * @param quantiles [levels][H], rising with the level. Not modified.
   * @param h from 0
   */
  double scoreOf(double value, double[][] quantiles, int h) {
    int below = 0; // levels whose quantile is less
    int upTo = 0; // and those whose quantile is the value itself
    for (double[] quantile : quantiles) {
      below += quantile[h] < value ? 1 : 0;
      upTo += quantile[h] <= value ? 1 : 0;
    }
    if (upTo > below) {
      return (scores[below] + scores[upTo - 1]) / 2;
    }
    int above = Math.min(Math.max(below, 1), scores.length - 1);
    double low = quantiles[above - 1][h];
    double slope = (scores[above] - scores[above - 1]) / (quantiles[above][h] - low);
    double score = scores[above - 1] + (value - low) * slope;
    return Math.max(-FARTHEST, Math.min(FARTHEST, score));
  }
}
