package dev.eddy.forecast;

import dev.eddy.model.LearningReport;
import dev.eddy.series.Step;
import java.util.List;

/**
 * Everything that one step gave: forecasts from it, and what was found out when it arrived.
 *
 * @param step the step
 * @param steps steps of the series so far, this one and skipped ones included
 * @param warmup true in the first steps, in which the last value alone speaks for the combination
 *     at every horizon; it does so h steps longer at horizon h, and longer still where values are
 *     missing
 * @param forecasts {@code combined} first, then the entries in the order of the specification, then
 *     the baselines
 * @param settled how earlier forecasts of this step's values turned out
 * @param learning one for each member that made an update
 * @param events what happened besides, such as {@code gap}, {@code reset} or {@code drift}
 */
public record StepForecast(
    Step step,
    long steps,
    boolean warmup,
    List<ModelForecast> forecasts,
    List<Settled> settled,
    List<Learned> learning,
    List<String> events) {

  /**
   * One model's earlier forecasts of this step, measured against what came.
   *
   * @param model {@code combined} or the name of an entry or a baseline
   * @param target index of the target
   * @param absoluteError [H] by horizon; NaN where there was no forecast or no value. Not to be
   *     modified.
   * @param belowQuantile [levels][H] 1 if the value was below the quantile, 0 if above, the level
   *     itself if equal, NaN where unknown. Not to be modified.
   * @param winkler [H] Winkler score of the interval of {@link IntervalLevels}; NaN where unknown,
   *     empty without quantiles. Not to be modified.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Settled(
      String model,
      int target,
      double[] absoluteError,
      double[][] belowQuantile,
      double[] winkler) {}

  /**
   * One member's update.
   *
   * @param model the entry's name
   * @param member which of the entry's members, from 0
   * @param report what the update did
   * @param weight the member's mean weight in the combination
   */
  public record Learned(String model, int member, LearningReport report, double weight) {}
}
