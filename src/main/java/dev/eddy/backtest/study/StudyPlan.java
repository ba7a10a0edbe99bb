package dev.eddy.backtest.study;

import dev.eddy.backtest.score.Yardsticks;
import dev.eddy.forecast.IntervalLevels;
import dev.eddy.spec.TopologySpec;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What all series of a study share.
 *
 * @param models whose forecasts are compared, the reference first
 * @param yardsticks naive forecasts that they are compared with
 * @param targets how many there are
 * @param horizon H
 * @param levels of quantiles, rising
 * @param interval which of them make the interval
 * @param zone of hours and weekdays
 * @param seed of whatever is drawn
 * @param cost of changing a position by 1, as a share of the price; empty where targets are no
 *     prices
 * @param timed whether steps have a time, and not only a number
 */
record StudyPlan(
    List<String> models,
    Yardsticks yardsticks,
    int targets,
    int horizon,
    List<Double> levels,
    IntervalLevels interval,
    ZoneId zone,
    long seed,
    OptionalDouble cost,
    boolean timed) {

  static StudyPlan of(TopologySpec spec, Collection<String> models, OptionalDouble cost) {
    List<Double> levels = spec.forecast().quantiles();
    return new StudyPlan(
        referenceFirst(models),
        Yardsticks.of(spec),
        spec.source().targets().size(),
        spec.forecast().horizon(),
        levels,
        IntervalLevels.of(levels),
        spec.source().zoneId(),
        spec.seed(),
        cost,
        spec.source().time().isPresent());
  }

  private static List<String> referenceFirst(Collection<String> models) {
    List<String> ordered = new ArrayList<>(models);
    if (ordered.remove(TopologySpec.COMBINED)) {
      ordered.add(0, TopologySpec.COMBINED);
    }
    return ordered;
  }

  /** Models, then yardsticks, then exponential smoothing. */
  List<String> contenders() {
    List<String> contenders = new ArrayList<>(models);
    contenders.addAll(yardsticks.names());
    contenders.add(Yardsticks.SMOOTHING);
    return contenders;
  }
}
