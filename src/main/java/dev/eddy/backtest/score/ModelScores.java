package dev.eddy.backtest.score;

import dev.eddy.forecast.IntervalLevels;
import java.util.List;
import java.util.Optional;

/**
 * How good one model's forecasts were, of one series or of all. Each score is one of a series,
 * target and horizon first; then their mean over horizons, targets and series is taken, leaving out
 * what has no pairs. NaN: there were none at all.
 *
 * @param pairs how many pairs (origin, horizon) counted
 * @param mae mean absolute error
 * @param rmse root of the mean square error
 * @param bias mean of forecast less value
 * @param skill mean absolute error over that of the best yardstick on the same pairs: below 1 is
 *     better than all of them
 * @param skillByHorizon [H], the mean over targets and series
 * @param maeByHorizon [H], the mean over targets and series
 * @param relative errors without a unit
 * @param quantiles how good the quantiles were; empty for models that have none
 */
public record ModelScores(
    long pairs,
    double mae,
    double rmse,
    double bias,
    double skill,
    List<Double> skillByHorizon,
    List<Double> maeByHorizon,
    RelativeScores relative,
    Optional<QuantileScores> quantiles) {

  /** Copies. */
  public ModelScores {
    skillByHorizon = List.copyOf(skillByHorizon);
    maeByHorizon = List.copyOf(maeByHorizon);
  }

  /**
   * Errors without a unit, each of a kind that misleads in its own way.
   *
   * @param nrmse root of the mean square error over the standard deviation of the values
   * @param mape mean of |error|/|value|; it flatters who forecasts too little. Values below a
   *     hundredth of their mean size in the warm-up are left out, and NaN is said where those are
   *     more than a tenth
   * @param smape mean of 2|error|/(|value| + |forecast|), with the same values left out; at most 2,
   *     and it flatters who forecasts too much
   * @param mase mean absolute error over the mean absolute change from one step to the next in the
   *     warm-up; at horizons beyond the first even a good forecast may be above 1
   */
  public record RelativeScores(double nrmse, double mape, double smape, double mase) {}

  /**
   * How good quantiles were.
   *
   * @param levels rising
   * @param pinball [levels] mean pinball loss
   * @param coverage [levels] share of values below the quantile, which should be the level; a value
   *     at the quantile itself, as counts at a bound often are, counts as the level
   * @param interval share of values in the interval, ends included: that between the widest pair of
   *     levels that leaves out as much below as above, and where there is none, between the
   *     outermost two
   * @param intervalByHorizon [H], the mean over targets and series
   * @param winkler mean Winkler score of that interval: its width, and of a value y that is missed
   *     (low − y)/τ or (y − high)/(1 − τ') besides, for an interval from level τ to τ' (Winkler
   *     1972, doi 10.1080/01621459.1972.10481224); in units of the target, and less is better
   * @param winklerByHorizon [H], the mean over targets and series
   */
  public record QuantileScores(
      List<Double> levels,
      List<Double> pinball,
      List<Double> coverage,
      double interval,
      List<Double> intervalByHorizon,
      double winkler,
      List<Double> winklerByHorizon) {
    /** Copies. */
    public QuantileScores {
      levels = List.copyOf(levels);
      pinball = List.copyOf(pinball);
      coverage = List.copyOf(coverage);
      intervalByHorizon = List.copyOf(intervalByHorizon);
      winklerByHorizon = List.copyOf(winklerByHorizon);
    }

    /** The share of values that should lie in the interval. */
    public double nominal() {
      return IntervalLevels.of(levels).nominal(levels);
    }

    /**
     * The continuous ranked probability score, approximated: 2·Σ wᵢ·pinball(τᵢ), where level τᵢ
     * stands for all levels that are nearest to it, wᵢ = (τᵢ₊₁ − τᵢ₋₁)/2, and for the outermost
     * those down to 0 or up to 1; the weights add up to 1. The score itself is the integral 2·∫
     * pinball(τ) dτ (Gneiting and Raftery 2007, doi 10.1198/016214506000001437).
     *
     * <p>Of a few levels it is a rough sum: with 0.05, 0.5 and 0.95 about a sixth too small for a
     * normal distribution. So it compares forecasts that have the same levels, and no others; a
     * score over samples or other levels is a different number.
     */
    public double crps() {
      double sum = 0;
      for (int q = 0; q < levels.size(); q++) {
        double from = q == 0 ? 0 : (levels.get(q - 1) + levels.get(q)) / 2;
        double to = q == levels.size() - 1 ? 1 : (levels.get(q) + levels.get(q + 1)) / 2;
        sum += (to - from) * pinball.get(q);
      }
      return 2 * sum;
    }
  }
}
