package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Origins;
import java.util.Arrays;
import java.util.List;

/**
 * Quantiles of one model's forecasts, learned from how often they were missed: each level and
 * horizon keeps an offset from the mean in units of the model's running error, raised a little when
 * a value came out above its quantile and lowered when below, so that in the long run each is
 * missed as often as it says, whatever the series does (Gibbs and Candès 2021, arXiv 2106.00170;
 * Angelopoulos, Candès and Tibshirani 2023, arXiv 2307.16895, "quantile tracking"). It starts from
 * the quantiles of a Laplace distribution of that mean error.
 *
 * <p>Not safe for use by several threads. Bytes: targets·levels·(4·H·(H + 1) + 16·H).
 */
final class ConformalQuantiles implements Archived {
  private static final double SLOWEST_RATE = 0.03;

  private final double[] levels;
  private final int horizon;
  private final Origins[][] issued; // [targets][levels] the quantiles that were published
  private final double[] offsets; // [targets][levels][H]
  private final double[] counts; // [targets][H]
  private final double[][][] below; // [targets][levels][H] of the present step

  ConformalQuantiles(List<Double> levels, int targets, int horizon) {
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    this.horizon = horizon;
    this.issued = new Origins[targets][levels.size()];
    this.offsets = new double[targets * levels.size() * horizon];
    this.counts = new double[targets * horizon];
    this.below = new double[targets][levels.size()][horizon];
    for (int t = 0; t < targets; t++) {
      for (int q = 0; q < this.levels.length; q++) {
        issued[t][q] = new Origins(horizon);
        Arrays.fill(offsets, at(t, q, 1), at(t, q, 1) + horizon, laplace(this.levels[q]));
      }
    }
  }

  /** Quantile of the Laplace distribution of mean 0 and mean magnitude 1. */
  private static double laplace(double level) {
    return level < 0.5 ? StrictMath.log(2 * level) : -StrictMath.log(2 * (1 - level));
  }

  /** Compares the quantiles issued for step n with what came. */
  void settle(long n, double[] values) {
    for (int t = 0; t < issued.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        boolean judged = false;
        for (int q = 0; q < levels.length; q++) {
          double quantile = issued[t][q].of(n, h);
          boolean unknown = Double.isNaN(quantile) || Double.isNaN(values[t]);
          below[t][q][h - 1] = unknown ? Double.NaN : side(values[t], quantile, levels[q]);
          if (!unknown) {
            judged = true;
            offsets[at(t, q, h)] += rate(t, h) * (levels[q] - below[t][q][h - 1]);
          }
        }
        counts[t * horizon + h - 1] += judged ? 1 : 0;
      }
    }
  }

  /**
   * A value at the quantile itself, as counts often are, speaks neither for raising it nor for
   * lowering it.
   */
  private static double side(double value, double quantile, double level) {
    return value < quantile ? 1 : value > quantile ? 0 : level;
  }

  private double rate(int t, int h) {
    return Math.max(1 / Math.sqrt(counts[t * horizon + h - 1] + 4), SLOWEST_RATE);
  }

  /**
   * Whether the present step's value was below the quantile issued h steps before.
   *
   * @return [levels][H] 1 if below, 0 if above, the level if equal, NaN where unknown; a copy
   */
  double[][] below(int target) {
    return Arrays.stream(below[target]).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * Issues quantiles from step n, rising with the level.
   *
   * @param mean [targets][H]
   * @param standings the model's own, for its running error
   * @return [targets][levels][H]
   */
  double[][][] issue(long n, double[][] mean, Standings standings) {
    double[][][] quantiles = new double[issued.length][levels.length][horizon];
    double[] column = new double[levels.length];
    for (int t = 0; t < issued.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        double scale = standings.loss(t, h);
        for (int q = 0; q < levels.length; q++) {
          column[q] = mean[t][h - 1] + (Double.isNaN(scale) ? 0 : scale * offsets[at(t, q, h)]);
        }
        Arrays.sort(column);
        for (int q = 0; q < levels.length; q++) {
          quantiles[t][q][h - 1] = column[q];
        }
      }
    }
    return quantiles;
  }

  /**
   * Notes what was published at step n, after bounds.
   *
   * @param quantiles [targets][levels][H]; null: nothing
   */
  void note(long n, double[][][] quantiles) {
    for (int t = 0; t < issued.length; t++) {
      for (int q = 0; q < levels.length; q++) {
        for (int h = 1; h <= horizon; h++) {
          issued[t][q].put(n, h, quantiles == null ? Double.NaN : quantiles[t][q][h - 1]);
        }
      }
    }
  }

  void forgetOpen() {
    for (Origins[] ofTarget : issued) {
      for (Origins open : ofTarget) {
        open.clear();
      }
    }
  }

  private int at(int t, int q, int h) {
    return (t * levels.length + q) * horizon + h - 1;
  }

  @Override
  public void archive(Archive archive) {
    for (Origins[] ofTarget : issued) {
      for (Origins open : ofTarget) {
        open.archive(archive);
      }
    }
    archive.array(offsets);
    archive.array(counts);
  }
}
