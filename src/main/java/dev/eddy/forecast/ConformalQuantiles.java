package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Origins;
import dev.eddy.series.Season;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Quantiles of one model's forecasts, learned from how often they were missed, for each target,
 * level and horizon by itself (adaptive conformal inference: Gibbs and Candès 2021, arXiv
 * 2106.00170). A quantile is the mean, and {@linkplain ScaledOffsets offsets} in several
 * {@linkplain ErrorScales scales} averaged, and a correction:
 *
 * <pre>
 *   q(τ) = mean + Σ w·s·o(τ) / Σ w + s̄·c(τ),   s̄ = Σ w·s / Σ w
 *   c(τ) ← c(τ) + 4·√(τ(1 − τ))·0.01/h·(τ − [value below the quantile that was published])
 * </pre>
 *
 * The offsets follow the errors; the correction sees to what was in fact published, bounds,
 * averages and delay included, and stays within ±½ (the integrator of Angelopoulos, Candès and
 * Tibshirani 2023, arXiv 2307.16895). It is the slower the longer the horizon, because h forecasts
 * are under way before the first of them is judged. A value at the quantile itself, as counts often
 * are, speaks neither for raising it nor for lowering it.
 *
 * <p>Where the model has made no error yet, all quantiles are the mean. Levels never cross.
 *
 * <p>Not safe for use by several threads. Bytes: for each target 4·H·(H + 1)·levels + 8·H·levels,
 * and those of its scales and offsets. Operations a step: about 150·H a target with three levels.
 */
final class ConformalQuantiles implements Archived {
  private static final double CORRECTION_RATE = 0.01;
  private static final double LARGEST_CORRECTION = 0.5;

  private final double[] levels;
  private final int horizon;
  private final Optional<Season> season;
  private final ErrorScales[] scales; // [targets]
  private final ScaledOffsets[] offsets; // [targets]
  private final Origins[][] issued; // [targets][levels] the quantiles that were published
  private final double[] corrections; // [targets][levels][H]
  private final double[][][] below; // [targets][levels][H] of the present step
  private final IntervalLevels interval;
  private final double[][] winkler; // [targets][H] of the present step
  private final int[] ahead; // [H] slots of the steps after the present one
  private final double[] held; // [scales] of one pair
  private final double[] errors; // [H] of one target
  private final double[] column; // [levels] of one target and horizon

  /**
   * Of a model that has said nothing yet.
   *
   * @param season in which errors may be thought to repeat themselves; empty: none
   */
  ConformalQuantiles(List<Double> levels, int targets, int horizon, Optional<Season> season) {
    int slots = season.map(Season::slots).orElse(0);
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
    this.horizon = horizon;
    this.season = season;
    this.scales = new ErrorScales[targets];
    this.offsets = new ScaledOffsets[targets];
    this.issued = new Origins[targets][levels.size()];
    this.corrections = new double[targets * levels.size() * horizon];
    this.below = new double[targets][levels.size()][horizon];
    this.interval = IntervalLevels.of(levels);
    this.winkler = new double[targets][horizon];
    this.ahead = new int[horizon];
    this.held = new double[ErrorScales.count(slots)];
    this.errors = new double[horizon];
    this.column = new double[levels.size()];
    for (int t = 0; t < targets; t++) {
      scales[t] = new ErrorScales(horizon, slots);
      offsets[t] = new ScaledOffsets(this.levels, held.length, horizon);
      Arrays.setAll(issued[t], q -> new Origins(horizon));
    }
  }

  /**
   * Compares the quantiles issued for step n with what came, and learns.
   *
   * @param index the step's place on the calendar
   * @param values [targets]; NaN if missing. Not modified.
   * @param own [targets] what the model said, n not yet noted
   */
  void settle(long n, long index, double[] values, List<Standings> own) {
    int slot = season.isPresent() ? season.get().slot(index) : 0;
    for (int t = 0; t < issued.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        double error = scales[t].limited(h, values[t] - own.get(t).said(n, h));
        errors[h - 1] = error;
        boolean known = scales[t].heldInto(n, h, held) && !Double.isNaN(error);
        judge(n, t, h, values[t], known);
        winkler[t][h - 1] = levels.length == 0 ? Double.NaN : winkler(n, t, h, values[t]);
        if (known) {
          offsets[t].learn(h, held, error);
        }
      }
      scales[t].learn(n, slot, errors);
    }
  }

  private void judge(long n, int t, int h, double value, boolean known) {
    for (int q = 0; q < levels.length; q++) {
      double quantile = issued[t][q].of(n, h);
      boolean unknown = Double.isNaN(quantile) || Double.isNaN(value);
      double side = value < quantile ? 1 : value > quantile ? 0 : levels[q];
      below[t][q][h - 1] = unknown ? Double.NaN : side;
      if (known && !unknown) {
        double step = CORRECTION_RATE / h * ScaledOffsets.stepLength(levels[q]);
        double corrected = corrections[at(t, q, h)] + step * (levels[q] - side);
        corrections[at(t, q, h)] =
            Math.max(-LARGEST_CORRECTION, Math.min(LARGEST_CORRECTION, corrected));
      }
    }
  }

  private double winkler(long n, int t, int h, double value) {
    int low = interval.low();
    int high = interval.high();
    return IntervalLevels.winkler(
        issued[t][low].of(n, h), levels[low], issued[t][high].of(n, h), levels[high], value);
  }

  /**
   * The present step's Winkler score of the intervals issued for it, [H]; NaN where unknown; a
   * copy.
   */
  double[] winkler(int target) {
    return winkler[target].clone();
  }

  /**
   * Whether the present step's value was below the quantile issued h steps before.
   *
   * @return [levels][H] 1 if below, 0 if above, the level if equal, NaN where unknown; a copy
   */
  double[][] below(int target) {
    return Arrays.stream(below[target]).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * Issues quantiles from step n, rising with the level.
   *
   * @param index the step's place on the calendar
   * @param mean [targets][H]. Not modified.
   * @return [targets][levels][H]
   */
  double[][][] issue(long n, long index, double[][] mean) {
    for (int h = 1; h <= horizon && season.isPresent(); h++) {
      ahead[h - 1] = season.get().slot(index + h);
    }
    double[][][] quantiles = new double[issued.length][levels.length][horizon];
    for (int t = 0; t < issued.length; t++) {
      scales[t].hold(n, ahead);
      for (int h = 1; h <= horizon; h++) {
        columnOf(n, t, h);
        for (int q = 0; q < levels.length; q++) {
          quantiles[t][q][h - 1] = mean[t][h - 1] + column[q];
        }
      }
    }
    return quantiles;
  }

  private void columnOf(long n, int t, int h) {
    if (!scales[t].heldInto(n, h, held)) {
      Arrays.fill(column, 0);
      return;
    }
    double scale = offsets[t].blendInto(h, held, column);
    for (int q = 0; q < levels.length; q++) {
      column[q] += scale * corrections[at(t, q, h)];
    }
    Arrays.sort(column);
  }

  /**
   * Notes what was published at step n, after bounds.
   *
   * @param quantiles [targets][levels][H]; null: nothing
   */
  void note(long n, double[][][] quantiles) {
    for (int t = 0; t < issued.length; t++) {
      for (int q = 0; q < levels.length; q++) {
        for (int h = 1; h <= horizon; h++) {
          issued[t][q].put(n, h, quantiles == null ? Double.NaN : quantiles[t][q][h - 1]);
        }
      }
    }
  }

  void forgetOpen() {
    for (int t = 0; t < issued.length; t++) {
      scales[t].forgetOpen();
      for (Origins open : issued[t]) {
        open.clear();
      }
    }
  }

  private int at(int t, int q, int h) {
    return (t * levels.length + q) * horizon + h - 1;
  }

  @Override
  public void archive(Archive archive) {
    for (int t = 0; t < issued.length; t++) {
      scales[t].archive(archive);
      offsets[t].archive(archive);
      for (Origins open : issued[t]) {
        open.archive(archive);
      }
    }
    archive.array(corrections);
  }
}
