package dev.eddy.backtest.path;

import dev.eddy.backtest.score.Scorer;
import dev.eddy.forecast.IntervalLevels;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.OverHorizon;
import dev.eddy.forecast.ScenarioPaths;
import dev.eddy.forecast.Scenarios;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Step;
import dev.eddy.spec.TopologySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The paths of one series, scored at every H-th origin after warm-up. For one thread at a time. */
final class SeriesPaths {
  private static final List<OverHorizon> WHOLES = List.of(OverHorizon.values());

  private final ScenarioPaths paths;
  private final int count;
  private final int horizon;
  private final IntervalLevels interval;
  private final List<Double> levels; // of its two ends
  private final PathTally[][] tallies; // [targets][wholes]
  private final double[][] came; // [targets][H] after the origin that is being scored
  private final double[][][][] ends; // [targets][wholes][by paths, by adding up][lower, upper]
  private long first = Long.MIN_VALUE; // step
  private long origin = Long.MIN_VALUE; // step; of the intervals

  SeriesPaths(TopologySpec spec, int count) {
    List<Double> all = spec.forecast().quantiles();
    int targets = spec.source().targets().size();
    this.paths = new ScenarioPaths(spec);
    this.count = count;
    this.horizon = spec.forecast().horizon();
    this.interval = IntervalLevels.of(all);
    this.levels = List.of(all.get(interval.low()), all.get(interval.high()));
    this.tallies = new PathTally[targets][WHOLES.size()];
    this.came = new double[targets][horizon];
    this.ends = new double[targets][WHOLES.size()][2][2];
    for (PathTally[] ofTarget : tallies) {
      Arrays.setAll(ofTarget, whole -> new PathTally());
    }
  }

  /** Takes in a step and what was forecast from it. */
  void take(StepForecast forecast) {
    Step step = forecast.step();
    first = first == Long.MIN_VALUE ? step.index() : first;
    note(step);
    paths.take(forecast);
    long number = step.index() - first;
    if (number >= Scorer.WARMUP && number % horizon == 0) {
      paths.draw(count).ifPresent(drawn -> promise(drawn, forecast.forecasts().get(0)));
    }
  }

  private void note(Step step) {
    if (origin == Long.MIN_VALUE) {
      return;
    }
    long ahead = step.index() - origin;
    for (int t = 0; t < came.length && ahead <= horizon; t++) {
      came[t][(int) ahead - 1] = step.targets()[t];
    }
    if (ahead >= horizon) {
      origin = Long.MIN_VALUE;
      count();
    }
  }

  private void promise(Scenarios drawn, ModelForecast forecast) {
    origin = drawn.origin().index();
    for (int t = 0; t < came.length; t++) {
      Arrays.fill(came[t], Double.NaN);
      double[][] quantiles = forecast.quantiles()[t];
      for (int w = 0; w < WHOLES.size(); w++) {
        OverHorizon whole = WHOLES.get(w);
        double[][] promised = ends[t][w];
        promised[0] = drawn.quantiles(t, whole, levels);
        promised[1][0] = whole.applyAsDouble(quantiles[interval.low()]);
        promised[1][1] = whole.applyAsDouble(quantiles[interval.high()]);
      }
    }
  }

  private void count() {
    for (int t = 0; t < came.length; t++) {
      for (int w = 0; w < WHOLES.size(); w++) {
        double value = WHOLES.get(w).applyAsDouble(came[t]);
        if (!Double.isNaN(value)) {
          tallies[t][w].add(value, ends[t][w]);
        }
      }
    }
  }

  /** What was counted of a target and function. Not to be modified. */
  PathTally tally(int target, OverHorizon whole) {
    return tallies[target][WHOLES.indexOf(whole)];
  }

  /** Paths from the last step on. */
  Optional<Scenarios> draw(int howMany) {
    return paths.draw(howMany);
  }
}
