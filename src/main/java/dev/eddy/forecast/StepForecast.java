package dev.eddy.forecast;

import dev.eddy.model.LearningReport;
import dev.eddy.series.Step;
import java.util.ArrayList;
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
 * @param anomalies [targets] how strange the step's values are, in view of those before
 * @param champions [targets] the entries that are champions from this step on; empty if the
 *     topology has none
 * @param events what happened besides, such as {@code gap}, {@code reset}, {@code drift} or {@code
 *     promotion}, which is that a target has another champion
 */
public record StepForecast(
    Step step,
    long steps,
    boolean warmup,
    List<ModelForecast> forecasts,
    List<Settled> settled,
    List<Learned> learning,
    List<Anomaly> anomalies,
    List<String> champions,
    List<String> events) {
  /** The event of a silence so long that short memory was dropped. */
  static final String RESET = "reset";

  /** Without champions. */
  public StepForecast(
      Step step,
      long steps,
      boolean warmup,
      List<ModelForecast> forecasts,
      List<Settled> settled,
      List<Learned> learning,
      List<Anomaly> anomalies,
      List<String> events) {
    this(step, steps, warmup, forecasts, settled, learning, anomalies, List.of(), events);
  }

  /** Whether short memory was dropped before this step, as a silence had been too long. */
  public boolean followsReset() {
    return events.contains(RESET);
  }

  /** The same with forecasts that others made from the same step, after its own. */
  public StepForecast beside(List<ModelForecast> others) {
    List<ModelForecast> all = new ArrayList<>(forecasts);
    all.addAll(others);
    return new StepForecast(
        step, steps, warmup, all, settled, learning, anomalies, champions, events);
  }

  /** The same with other events. */
  public StepForecast with(List<String> others) {
    return new StepForecast(
        step, steps, warmup, forecasts, settled, learning, anomalies, champions, others);
  }

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
   * How strange a value is by the combination's forecast of it one step ahead; both numbers are
   * near uniform from 0 to 1 while nothing happens.
   *
   * @param score of this value: the share of earlier errors that were smaller
   * @param likelihood of this value and the few before it together that they are no chance
   */
  public record Anomaly(double score, double likelihood) {
    /** Where there is no value, or no forecast of it one step ahead, or too little is known. */
    public static final Anomaly UNKNOWN = new Anomaly(Double.NaN, Double.NaN);

    private static final double ANOMALOUS = 0.99;

    /** Whether it is known, and more likely than {@value #ANOMALOUS}. */
    public boolean isLikely() {
      return likelihood > ANOMALOUS;
    }
  }

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
