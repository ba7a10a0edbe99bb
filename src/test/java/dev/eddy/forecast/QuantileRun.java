package dev.eddy.forecast;

import dev.eddy.series.Season;
import dev.eddy.spec.BoundsSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Quantiles of one target about a mean that the test says, step by step: what was issued, on which
 * side values came out, and the same of {@link EmpiricalQuantiles}.
 */
final class QuantileRun {
  final ConformalQuantiles quantiles;
  final Standings standings;
  final int horizon;
  final List<double[][]> issued = new ArrayList<>(); // [steps][levels][H]
  final List<double[][]> sides = new ArrayList<>(); // [steps][levels][H] of the step's value
  final List<double[][]> empirical = new ArrayList<>(); // [steps][levels][H]
  final List<Double> values = new ArrayList<>();
  private final BoundsSpec bounds;
  private final EmpiricalQuantiles[] yardsticks; // [H]
  private final List<double[]> means = new ArrayList<>(); // [steps][H]

  QuantileRun(List<Double> levels, int horizon) {
    this(levels, horizon, Optional.empty(), BoundsSpec.NONE);
  }

  QuantileRun(List<Double> levels, int horizon, Optional<Season> season, BoundsSpec bounds) {
    this.quantiles = new ConformalQuantiles(levels, 1, horizon, season);
    this.standings = new Standings(horizon);
    this.horizon = horizon;
    this.bounds = bounds;
    this.yardsticks = new EmpiricalQuantiles[horizon];
    Arrays.setAll(yardsticks, h -> new EmpiricalQuantiles(levels));
  }

  /** Steps so far; the number of the present one. */
  long steps() {
    return values.size();
  }

  /** Settles the value, then issues quantiles about the same mean at every horizon. */
  void step(double value, double mean) {
    values.add(value);
    long n = steps();
    double[] observed = {value};
    standings.settle(n, value, new Surprise(horizon));
    quantiles.settle(n, n, observed, List.of(standings));
    sides.add(quantiles.below(0));
    double[][] said = new double[1][horizon];
    Arrays.fill(said[0], mean);
    standings.note(n, said[0]);
    double[][][] levels = quantiles.issue(n, n, said);
    for (double[] level : levels[0]) {
      Arrays.setAll(level, h -> bounds.clamp(level[h]));
    }
    quantiles.note(n, levels);
    issued.add(levels[0]);
    means.add(said[0]);
    stepYardsticks(value, said[0]);
  }

  private void stepYardsticks(double value, double[] mean) {
    double[][] rows = new double[issued.get(0).length][horizon];
    for (int h = 1; h <= horizon; h++) {
      int origin = means.size() - 1 - h;
      if (origin >= 0 && !Double.isNaN(value)) {
        yardsticks[h - 1].learn(value - means.get(origin)[h - 1]);
      }
      double[] column = yardsticks[h - 1].about(mean[h - 1]);
      for (int q = 0; q < column.length; q++) {
        rows[q][h - 1] = bounds.clamp(column[q]);
      }
    }
    empirical.add(rows);
  }

  /** Share of the steps' values that came out below a level, from a step to another. */
  double below(int level, int h, int from, int to) {
    return sides.subList(from, to).stream()
        .mapToDouble(side -> side[level][h - 1])
        .filter(side -> !Double.isNaN(side))
        .average()
        .orElseThrow();
  }

  /** Share of the steps' values between the outermost levels, ends included. */
  double inside(int h, int from, int to) {
    int in = 0;
    int known = 0;
    for (int n = from; n < to; n++) {
      double[][] then = issued.get(n - h);
      double value = values.get(n);
      if (!Double.isNaN(value)) {
        known++;
        in += then[0][h - 1] <= value && value <= then[then.length - 1][h - 1] ? 1 : 0;
      }
    }
    return (double) in / known;
  }

  /**
   * The Winkler score of the outermost levels over that of the empirical ones, of the values from a
   * step to another.
   *
   * @param missed 1 less the nominal coverage
   */
  double winklerRatio(int h, int from, int to, double missed) {
    double own = 0;
    double others = 0;
    for (int n = from; n < to; n++) {
      if (!Double.isNaN(values.get(n))) {
        own += winkler(issued.get(n - h), h, values.get(n), missed);
        others += winkler(empirical.get(n - h), h, values.get(n), missed);
      }
    }
    return own / others;
  }

  private static double winkler(double[][] levels, int h, double value, double missed) {
    double low = levels[0][h - 1];
    double high = levels[levels.length - 1][h - 1];
    double outside = Math.max(0, low - value) + Math.max(0, value - high);
    return high - low + 2 / missed * outside;
  }

  /** Nearly normal, without a function that differs between machines. */
  static double gaussian(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }
}
