package dev.eddy.backtest;

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
    Optional<QuantileScores> quantiles) {

  /** Copies. */
  public ModelScores {
    skillByHorizon = List.copyOf(skillByHorizon);
    maeByHorizon = List.copyOf(maeByHorizon);
  }

  /**
   * How good quantiles were.
   *
   * @param levels rising
   * @param pinball [levels] mean pinball loss
   * @param coverage [levels] share of values below the quantile, which should be the level; a value
   *     at the quantile itself, as counts at a bound often are, counts as the level
   * @param interval share of values between the lowest and the highest quantile, ends included
   */
  public record QuantileScores(
      List<Double> levels, List<Double> pinball, List<Double> coverage, double interval) {
    /** Copies. */
    public QuantileScores {
      levels = List.copyOf(levels);
      pinball = List.copyOf(pinball);
      coverage = List.copyOf(coverage);
    }

    /** The share of values that should lie between the lowest and the highest quantile. */
    public double nominal() {
      return Math.rint(1e9 * (levels.get(levels.size() - 1) - levels.get(0))) / 1e9;
    }
  }
}
