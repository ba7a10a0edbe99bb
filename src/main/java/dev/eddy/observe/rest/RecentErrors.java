package dev.eddy.observe.rest;

import java.time.Instant;
import java.util.List;

/**
 * Absolute errors of forecasts of the last steps, oldest first.
 *
 * @param times the steps
 * @param horizons how far ahead the forecasts were: 1, and the horizon where that is more
 * @param targets [targets]
 */
public record RecentErrors(List<Instant> times, List<Integer> horizons, List<OfTarget> targets) {
  /**
   * Of one target. The arrays are not to be modified.
   *
   * @param skill as {@link SeriesSummary#skill}, of this target alone
   * @param combined [horizons][steps] of the combination; NaN where unknown
   * @param lastValue [horizons][steps] of the last value; NaN where unknown
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record OfTarget(double skill, double[][] combined, double[][] lastValue) {}
}
