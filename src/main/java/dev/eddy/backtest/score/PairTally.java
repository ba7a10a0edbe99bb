package dev.eddy.backtest.score;

import dev.eddy.forecast.IntervalLevels;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over the pairs (origin, horizon) of one series, model and target that count against a number
 * of yardsticks. Bytes: 8·H·(11 + yardsticks + 2·levels). For one thread.
 */
final class PairTally {
  /** Shares of pairs that must be far enough from zero for a relative error to mean anything. */
  private static final double MOST_OF_THEM = 0.9;

  private final double[] levels;
  private final IntervalLevels interval;
  private final long[] pairs; // [H], as all that follow
  private final double[] absolute;
  private final double[] square;
  private final double[] signed;
  private final double[] values; // sum of value less the first
  private final double[] squareValues; // of the same
  private final double[] relative; // |e|/|y|
  private final double[] symmetric; // 2|e|/(|y| + |f|)
  private final long[] large; // pairs whose value is far enough from zero for both
  private final double small;
  private final double change;
  private double first = Double.NaN;
  private final double[][] yardsticks; // [yardsticks][H] absolute errors
  private final long[] judged; // pairs with quantiles
  private final double[][] pinball; // [levels][H]
  private final double[][] below; // [levels][H]
  private final long[] inside;

  /**
   * Nothing counted yet.
   *
   * @param levels of the quantiles, rising
   * @param size mean absolute value in the warm-up; a value below a hundredth of it is nearly zero
   * @param change mean absolute change from step to step in the warm-up
   */
  PairTally(int horizon, int yardsticks, List<Double> levels, double size, double change) {
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    this.interval = IntervalLevels.of(levels);
    this.pairs = new long[horizon];
    this.absolute = new double[horizon];
    this.square = new double[horizon];
    this.signed = new double[horizon];
    this.values = new double[horizon];
    this.squareValues = new double[horizon];
    this.relative = new double[horizon];
    this.symmetric = new double[horizon];
    this.large = new long[horizon];
    this.small = size / 100;
    this.change = change;
    this.yardsticks = new double[yardsticks][horizon];
    this.judged = new long[horizon];
    this.pinball = new double[levels.size()][horizon];
    this.below = new double[levels.size()][horizon];
    this.inside = new long[horizon];
  }

  /**
   * Counts a pair.
   *
   * @param naive what the yardsticks say; those that this tally has are taken. Not modified.
   */
  void add(int h, double forecast, double actual, double[] naive) {
    double error = forecast - actual;
    pairs[h - 1]++;
    absolute[h - 1] += Math.abs(error);
    square[h - 1] += error * error;
    signed[h - 1] += error;
    first = Double.isNaN(first) ? actual : first;
    values[h - 1] += actual - first;
    squareValues[h - 1] += (actual - first) * (actual - first);
    if (Math.abs(actual) >= small && actual != 0) {
      large[h - 1]++;
      relative[h - 1] += Math.abs(error) / Math.abs(actual);
      symmetric[h - 1] += 2 * Math.abs(error) / (Math.abs(actual) + Math.abs(forecast));
    }
    for (int y = 0; y < yardsticks.length; y++) {
      yardsticks[y][h - 1] += Math.abs(naive[y] - actual);
    }
  }

  /**
   * Counts a pair's quantiles.
   *
   * @param quantiles [levels][H]. Not modified.
   */
  void addQuantiles(int h, double[][] quantiles, double actual) {
    judged[h - 1]++;
    for (int q = 0; q < levels.length; q++) {
      double distance = actual - quantiles[q][h - 1];
      pinball[q][h - 1] += Math.max(levels[q] * distance, (levels[q] - 1) * distance);
      below[q][h - 1] += distance < 0 ? 1 : distance > 0 ? 0 : levels[q];
    }
    boolean isInside =
        quantiles[interval.low()][h - 1] <= actual && actual <= quantiles[interval.high()][h - 1];
    inside[h - 1] += isInside ? 1 : 0;
  }

  long pairs() {
    return Arrays.stream(pairs).sum();
  }

  /** Mean absolute error, [H]; NaN without pairs, as all that follow. */
  double[] mae() {
    return ratios(absolute, pairs);
  }

  /** Root of the mean square error, [H]. */
  double[] rmse() {
    double[] roots = ratios(square, pairs);
    Arrays.setAll(roots, h -> Math.sqrt(roots[h]));
    return roots;
  }

  /** Mean of forecast less value, [H]. */
  double[] bias() {
    return ratios(signed, pairs);
  }

  /** Root of the mean square error over the standard deviation of the values, [H]. */
  double[] nrmse() {
    double[] ratios = rmse();
    for (int h = 0; h < ratios.length; h++) {
      double mean = values[h] / pairs[h];
      double variance = squareValues[h] / pairs[h] - mean * mean;
      ratios[h] = variance > 0 ? ratios[h] / Math.sqrt(variance) : Double.NaN;
    }
    return ratios;
  }

  /**
   * Mean of |e|/|y| over the values that are not nearly zero, [H]; NaN if more than a tenth are.
   */
  double[] mape() {
    return ofLarge(relative);
  }

  /** Mean of 2|e|/(|y| + |f|), likewise. */
  double[] smape() {
    return ofLarge(symmetric);
  }

  private double[] ofLarge(double[] sums) {
    double[] means = ratios(sums, large);
    for (int h = 0; h < means.length; h++) {
      means[h] = large[h] >= MOST_OF_THEM * pairs[h] ? means[h] : Double.NaN;
    }
    return means;
  }

  /** Mean absolute error over the mean absolute change in the warm-up, [H]. */
  double[] mase() {
    double[] scaled = mae();
    Arrays.setAll(scaled, h -> change > 0 ? scaled[h] / change : Double.NaN);
    return scaled;
  }

  /** Absolute error over that of the best yardstick, [H]; NaN where that yardstick made none. */
  double[] skill() {
    double[] skill = new double[pairs.length];
    for (int h = 0; h < skill.length; h++) {
      double best = Double.POSITIVE_INFINITY;
      for (double[] yardstick : yardsticks) {
        best = Math.min(best, yardstick[h]);
      }
      skill[h] = best > 0 && pairs[h] > 0 ? absolute[h] / best : Double.NaN;
    }
    return skill;
  }

  /** Mean pinball loss of a level, [H]. */
  double[] pinball(int level) {
    return ratios(pinball[level], judged);
  }

  /** Share of values below the quantile of a level, ties counting as the level, [H]. */
  double[] coverage(int level) {
    return ratios(below[level], judged);
  }

  /** Share of values in the interval, ends included, [H]. */
  double[] intervalCoverage() {
    return ratios(asDoubles(inside), judged);
  }

  /**
   * Mean Winkler score of the interval, [H]: width + (low − y)₊/τ + (y − high)₊/(1 − τ') for levels
   * τ and τ', which is the sum of their pinball losses over τ and 1 − τ'.
   */
  double[] winkler() {
    if (levels.length == 0) {
      return ratios(new double[pairs.length], judged);
    }
    double[] low = pinball(interval.low());
    double[] high = pinball(interval.high());
    double[] sums = new double[pairs.length];
    Arrays.setAll(
        sums, h -> low[h] / levels[interval.low()] + high[h] / (1 - levels[interval.high()]));
    return sums;
  }

  private static double[] asDoubles(long[] counts) {
    return Arrays.stream(counts).asDoubleStream().toArray();
  }

  private static double[] ratios(double[] sums, long[] counts) {
    double[] ratios = new double[sums.length];
    Arrays.setAll(ratios, h -> counts[h] > 0 ? sums[h] / counts[h] : Double.NaN);
    return ratios;
  }
}
