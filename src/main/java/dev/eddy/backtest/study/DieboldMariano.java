package dev.eddy.backtest.study;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether two forecasts are equally good (Diebold and Mariano 1995, doi
 * 10.1080/07350015.1995.10524599), with the correction of Harvey, Leybourne and Newbold for few
 * forecasts (1997, doi 10.1016/S0169-2070(96)00719-4).
 *
 * <p>The variance of the mean difference counts autocovariances up to h − 1 fully, as they suggest;
 * where that is not positive, by Bartlett's falling weights (Newey and West 1987, doi
 * 10.2307/1913610), which always is.
 *
 * @param meanDifference mean of the first forecast's loss less the second's: below 0, the first is
 *     better
 * @param statistic the corrected one; infinite where one is worse by the same at every origin, NaN
 *     where there is nothing to be told
 * @param pValue of the hypothesis that they are equally good, against either being better, by
 *     Student's t with count − 1 degrees of freedom; NaN with the statistic
 * @param count forecasts that were compared
 * @param horizon h
 */
public record DieboldMariano(
    double meanDifference, double statistic, double pValue, long count, int horizon) {
  /**
   * Forecasts that overlap leave too little to be told where there are fewer than so many times h.
   */
  private static final int LEAST_ROUNDS = 2;

  static DieboldMariano of(LossDifferential losses) {
    int h = losses.horizon();
    double t = losses.count();
    double variance = variance(losses.autocovariances());
    double mean = losses.mean();
    if (losses.count() < (long) LEAST_ROUNDS * h || losses.count() < 2) {
      return new DieboldMariano(mean, Double.NaN, Double.NaN, losses.count(), h);
    }
    if (mean == 0) {
      return new DieboldMariano(mean, 0, 1, losses.count(), h);
    }
    if (!(variance > 0)) { // one is worse by the same at every origin
      double certain = Math.copySign(Double.POSITIVE_INFINITY, mean);
      return new DieboldMariano(mean, certain, 0, losses.count(), h);
    }
    double correction = Math.sqrt((t + 1 - 2 * h + h * (h - 1) / t) / t);
    double statistic = correction * mean / Math.sqrt(variance / t);
    double p = 2 * TDistribution.of(t - 1).survivalProbability(Math.abs(statistic));
    return new DieboldMariano(mean, statistic, p, losses.count(), h);
  }

  private static double variance(double[] covariances) {
    double full = covariances[0];
    double falling = covariances[0];
    for (int k = 1; k < covariances.length; k++) {
      full += 2 * covariances[k];
      falling += 2 * (1 - (double) k / covariances.length) * covariances[k];
    }
    return full > 0 ? full : falling;
  }
}
