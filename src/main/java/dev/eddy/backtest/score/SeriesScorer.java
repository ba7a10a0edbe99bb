package dev.eddy.backtest.score;

import dev.eddy.forecast.ModelForecast;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores the forecasts of one series. How much data there will be decides only at the end which
 * yardsticks count, so there are sums for each possible choice until it is ruled out. For one
 * thread at a time.
 */
public final class SeriesScorer {
  private static final double[][] NO_QUANTILES = {};

  private final Yardsticks yardsticks;
  private final int targets;
  private final int horizon;
  private final List<Double> levels; // of the quantiles
  private final Actuals actuals;
  private final Warmup warmup;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, PairTally[][]> tallies = new LinkedHashMap<>(); // [choices][targets]
  private final double[] naive; // [yardsticks] of the present pair
  private int chosen; // the last value and so many periods, so far

  /** A forecast of which not all values are known. */
  private static final class Open {
    final long origin; // number of the step
    final ModelForecast forecast;
    int scored; // horizons

    Open(long origin, ModelForecast forecast) {
      this.origin = origin;
      this.forecast = forecast;
    }
  }

  /**
   * Of a series without values.
   *
   * @param kept steps before the last one of which forecasts may still come
   */
  SeriesScorer(Yardsticks yardsticks, int targets, int horizon, List<Double> levels, long kept) {
    this.yardsticks = yardsticks;
    this.targets = targets;
    this.horizon = horizon;
    this.levels = levels;
    this.actuals = new Actuals(targets, kept + horizon + yardsticks.reach());
    this.warmup = new Warmup(targets);
    this.naive = new double[yardsticks.count()];
  }

  /**
   * What was observed; the next step, or a later one if those between had no record.
   *
   * @param step numbers steps of equal width, or records, one after the other, from anywhere
   * @param values [targets], NaN where missing. Not modified.
   * @throws IllegalArgumentException if the step is not after the last
   */
  public void actual(long step, double[] values) {
    actuals.add(step, values);
    if (actuals.last() < Scorer.WARMUP) {
      warmup.add(actuals.last(), values);
    }
    while (chosen < yardsticks.periods().size()
        && actuals.last() + 1 >= 2 * yardsticks.periods().get(chosen)) {
      tallies.values().forEach(choices -> choices[chosen] = null);
      chosen++;
    }
    for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
      if (isDone(each.next())) {
        each.remove();
      }
    }
  }

  /**
   * What was forecast, after the step's values or before them, in the order of the steps for each
   * model.
   *
   * @param step the last step that the forecast knew, numbered as in {@link #actual}
   * @param forecast Not modified, nor to be modified afterwards.
   */
  public void forecast(long step, ModelForecast forecast) {
    Open asked = new Open(step, forecast);
    if (!isDone(asked)) {
      open.add(asked);
    }
  }

  private boolean isDone(Open asked) {
    if (actuals.isEmpty()) {
      return false;
    }
    long origin = actuals.ordinal(asked.origin);
    int known = (int) Math.max(0, Math.min(horizon, actuals.last() - origin));
    for (int h = asked.scored + 1; h <= known && origin >= Scorer.WARMUP; h++) {
      for (int t = 0; t < targets; t++) {
        score(origin, h, t, asked.forecast);
      }
    }
    asked.scored = Math.max(asked.scored, known);
    return asked.scored == horizon;
  }

  private void score(long origin, int h, int t, ModelForecast forecast) {
    double actual = actuals.at(origin + h, t);
    double said = forecast.mean()[t][h - 1];
    if (Double.isNaN(actual) || Double.isNaN(said)) {
      return;
    }
    PairTally[][] choices = tallies.computeIfAbsent(forecast.model(), model -> noTallies());
    for (int y = 0; y < naive.length; y++) {
      boolean tooEarly = y > 0 && origin < yardsticks.periods().get(y - 1);
      naive[y] = tooEarly ? Double.NaN : actuals.at(yardsticks.source(y, origin, h), t);
      if (Double.isNaN(naive[y])) {
        return; // nor does it count where there are more yardsticks
      }
      if (y >= chosen) {
        choices[y][t].add(h, said, actual, naive);
        double[][] quantiles = quantiles(forecast, t);
        if (quantiles.length > 0) {
          choices[y][t].addQuantiles(h, quantiles, actual);
        }
      }
    }
  }

  private double[][] quantiles(ModelForecast forecast, int t) {
    return !levels.isEmpty() && forecast.quantiles().length > t
        ? forecast.quantiles()[t]
        : NO_QUANTILES;
  }

  private PairTally[][] noTallies() {
    PairTally[][] none = new PairTally[yardsticks.count()][];
    for (int y = chosen; y < none.length; y++) {
      none[y] = new PairTally[targets];
      int count = y + 1;
      Arrays.setAll(
          none[y], t -> new PairTally(horizon, count, levels, warmup.size(t), warmup.change(t)));
    }
    return none;
  }

  /** The models of which a pair could be compared. */
  Set<String> models() {
    return tallies.keySet();
  }

  /**
   * The sums of a model, against the yardsticks of which the data has held two periods so far;
   * [targets].
   */
  PairTally[] tallies(String model) {
    return tallies.get(model)[chosen];
  }
}
