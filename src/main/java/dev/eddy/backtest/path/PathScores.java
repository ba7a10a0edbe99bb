package dev.eddy.backtest.path;

import dev.eddy.forecast.OverHorizon;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good the intervals of sums, maxima and minima over the horizon were, from paths and from
 * adding up quantiles. All series count together.
 *
 * @param nominal how often they should hold
 * @param targets by target, in the order of the topology
 */
public record PathScores(double nominal, Map<String, Map<OverHorizon, Comparison>> targets) {
  /** Copies, keeping the order. */
  public PathScores {
    Map<String, Map<OverHorizon, Comparison>> copy = new LinkedHashMap<>();
    targets.forEach(
        (target, scores) -> copy.put(target, Collections.unmodifiableMap(new EnumMap<>(scores))));
    targets = Collections.unmodifiableMap(copy);
  }

  /**
   * Two kinds of intervals of the same values.
   *
   * @param origins how many values there were
   * @param paths intervals from paths
   * @param naive those between the same function of the lower and of the upper quantiles, as if all
   *     steps were missed alike
   */
  public record Comparison(long origins, Interval paths, Interval naive) {}

  /**
   * Intervals on average; NaN if there were none.
   *
   * @param coverage the share of values within them, ends included
   * @param width in the target's units
   */
  public record Interval(double coverage, double width) {}
}
