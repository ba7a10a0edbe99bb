package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;

/**
 * How far each quantile of one target lies from the mean. For every scale, horizon and level an
 * offset in units of that scale is learned: raised a little when an error lay above it, lowered
 * when below, so that in the long run errors lie below it as often as the level says, whatever the
 * series does (quantile tracking: Gibbs and Candès 2021, arXiv 2106.00170; Angelopoulos, Candès and
 * Tibshirani 2023, arXiv 2307.16895). An error is compared with the present offset, not with that
 * of its origin h steps before, which would be corrected again and again for one and the same
 * fault.
 *
 * <p>What the scales say is averaged with weights (ℓ* / ℓ)^64, ℓ being the discounted pinball loss
 * over all levels and ℓ* the least of them: the scale that fits the series prevails, and among
 * equals all are heard (aggregation of experts as in Zaffran et al. 2022, arXiv 2202.07282, by
 * powers, which are the same bits everywhere). Offsets start from the quantiles of a Laplace
 * distribution.
 *
 * <p>Not safe for use by several threads. Bytes: 8·H·(scales·(levels + 1) + 1). Operations for a
 * pair: about 10·scales·levels.
 */
final class ScaledOffsets implements Archived {
  private static final double DISCOUNT = 0.998;
  private static final int SQUARINGS = 6; // to the power of 64
  private static final double SLOWEST_RATE = 0.02;
  private static final double FIRST_PAIRS = 10;
  private static final double FIRST_RATES = 2; // over the pairs so far and the first

  private final double[] levels;
  private final double[] steps; // [levels] lengths of a step for a rate of 1
  private final int scales;
  private final double[] offsets; // [H][scales][levels]
  private final double[] losses; // [H][scales]
  private final double[] pairs; // [H]

  /** Nothing learned yet. */
  ScaledOffsets(double[] levels, int scales, int horizon) {
    this.levels = levels;
    this.steps = Arrays.stream(levels).map(ScaledOffsets::stepLength).toArray();
    this.scales = scales;
    this.offsets = new double[horizon * scales * levels.length];
    this.losses = new double[horizon * scales];
    this.pairs = new double[horizon];
    Arrays.setAll(offsets, at -> laplace(levels[at % levels.length]));
  }

  /**
   * Outer quantiles are missed seldom, and each miss tells the more: 4·√(τ·(1 − τ)) makes what a
   * step costs in width alike for all, and is 2 for the median.
   */
  static double stepLength(double level) {
    return 4 * Math.sqrt(level * (1 - level));
  }

  /** Quantile of the Laplace distribution of mean 0 and mean magnitude 1. */
  private static double laplace(double level) {
    return level < 0.5 ? StrictMath.log(2 * level) : -StrictMath.log(2 * (1 - level));
  }

  /**
   * Learns from a pair that is complete.
   *
   * @param held [scales] what held at its origin. Not modified.
   * @param error value less mean
   */
  void learn(int h, double[] held, double error) {
    double rate = Math.max(FIRST_RATES / (pairs[h - 1] + FIRST_PAIRS), SLOWEST_RATE);
    pairs[h - 1]++;
    for (int s = 0; s < scales; s++) {
      int first = ((h - 1) * scales + s) * levels.length;
      double loss = 0;
      for (int q = 0; q < levels.length; q++) {
        double above = error - held[s] * offsets[first + q];
        loss += Math.max(levels[q] * above, (levels[q] - 1) * above);
        if (above != 0) {
          offsets[first + q] += rate * steps[q] * (levels[q] - (above < 0 ? 1 : 0));
        }
      }
      int at = (h - 1) * scales + s;
      losses[at] = DISCOUNT * losses[at] + loss;
    }
  }

  /**
   * The distance of each quantile from the mean.
   *
   * @param held [scales] what holds now. Not modified.
   * @param distances Modified: [levels].
   * @return the scale, averaged with the same weights
   */
  double blendInto(int h, double[] held, double[] distances) {
    Arrays.fill(distances, 0);
    double best = Double.POSITIVE_INFINITY;
    for (int s = 0; s < scales; s++) {
      best = Math.min(best, losses[(h - 1) * scales + s]);
    }
    double sum = 0;
    double scale = 0;
    for (int s = 0; s < scales; s++) {
      double weight = weight(best, losses[(h - 1) * scales + s]);
      int first = ((h - 1) * scales + s) * levels.length;
      sum += weight;
      scale += weight * held[s];
      for (int q = 0; q < levels.length; q++) {
        distances[q] += weight * held[s] * offsets[first + q];
      }
    }
    for (int q = 0; q < levels.length; q++) {
      distances[q] /= sum;
    }
    return scale / sum;
  }

  private static double weight(double best, double loss) {
    double weight = loss > 0 ? best / loss : 1;
    for (int i = 0; i < SQUARINGS; i++) {
      weight *= weight;
    }
    return weight;
  }

  @Override
  public void archive(Archive archive) {
    archive.array(offsets);
    archive.array(losses);
    archive.array(pairs);
  }
}
