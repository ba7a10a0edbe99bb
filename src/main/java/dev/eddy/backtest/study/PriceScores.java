package dev.eddy.backtest.study;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What forecasts of a price are worth. No advice: past prices, one cost, and no account of whether
 * anybody would have sold.
 *
 * @param moved bars whose price had moved and of which a direction was forecast
 * @param unmoved bars of which either is not so; they count for no direction
 * @param right directions that were right
 * @param informationCoefficient correlation of the forecast and the actual return one bar ahead
 * @param strategy what a position of −1, 0 or 1 by the forecast's sign earned, costs taken off
 * @param holding what buying and holding earned over the same bars
 * @param deflatedSharpe the probability that the strategy's Sharpe ratio is above what the best of
 *     so many strategies without any worth would show by chance
 * @param turnover position changed a bar
 * @param exposure share of bars with a position
 * @param bars over which was earned
 * @param cost of changing the position by 1, as a share of the price
 * @param trials how many strategies were tried
 * @param curve what 1 became
 */
public record PriceScores(
    long moved,
    long unmoved,
    long right,
    double informationCoefficient,
    Earned strategy,
    Earned holding,
    double deflatedSharpe,
    double turnover,
    double exposure,
    long bars,
    double cost,
    int trials,
    List<EquityCurve.Point> curve) {
  /** Euler and Mascheroni's constant. */
  private static final double EULER = 0.5772156649015329;

  private static final double TWO_SIDED_95 = 1.959963984540054;

  /** Copies the curve. */
  public PriceScores {
    curve = List.copyOf(curve);
  }

  /**
   * What was earned.
   *
   * @param total return over all bars, compounded
   * @param volatility standard deviation of returns, a year
   * @param sharpe mean return over its standard deviation, a year; without interest on cash
   * @param sharpeError standard error of that
   * @param drawdown the deepest fall from a peak, as a share of it
   */
  public record Earned(
      double total, double volatility, double sharpe, double sharpeError, double drawdown) {
    /**
     * Of returns by bar.
     *
     * @param perYear bars a year; NaN leaves all that is by year unknown
     */
    static Earned of(Moments returns, double total, double drawdown, double perYear) {
      double year = Math.sqrt(perYear);
      return new Earned(
          total,
          returns.deviation() * year,
          ratio(returns) * year,
          ratioError(returns) * year,
          drawdown);
    }
  }

  /** A bar's; 0 where nothing was ever earned or lost. */
  private static double ratio(Moments returns) {
    return returns.deviation() > 0 ? returns.mean() / returns.deviation() : 0;
  }

  /**
   * A bar's, for returns that are independent but neither even nor normal (Mertens 2002; Bailey and
   * López de Prado 2012, doi 10.21314/JOR.2012.255).
   */
  private static double ratioError(Moments returns) {
    double sharpe = ratio(returns);
    double variance =
        1 - returns.skewness() * sharpe + (returns.kurtosis() - 1) / 4 * sharpe * sharpe;
    return Math.sqrt(variance / (returns.count() - 1));
  }

  /**
   * Bailey and López de Prado 2014, doi 10.3905/jpm.2014.40.5.094. The variance of the trials'
   * Sharpe ratios is taken to be that of estimates of 0 from as many bars.
   */
  static double deflatedSharpe(Moments returns, int trials) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double best = 0;
    if (trials > 1) {
      double spread = 1 / Math.sqrt(returns.count() - 1.0);
      best =
          spread
              * ((1 - EULER) * normal.inverseCumulativeProbability(1 - 1.0 / trials)
                  + EULER * normal.inverseCumulativeProbability(1 - 1 / (trials * Math.E)));
    }
    double score = (ratio(returns) - best) / ratioError(returns);
    return Double.isNaN(score) ? Double.NaN : normal.cumulativeProbability(score);
  }

  /** Share of directions that were right. */
  public double directionalAccuracy() {
    return (double) right / moved;
  }

  /** Its interval of 95 % (Wilson 1927, doi 10.1080/01621459.1927.10502953): low, high. */
  public double[] directionalInterval() {
    double z = TWO_SIDED_95;
    double n = moved;
    double centre = (directionalAccuracy() + z * z / (2 * n)) / (1 + z * z / n);
    double p = directionalAccuracy();
    double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return new double[] {centre - half, centre + half};
  }
}
