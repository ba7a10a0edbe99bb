package dev.eddy.backtest.path;

import dev.eddy.backtest.path.PathScores.Comparison;
import dev.eddy.backtest.path.PathScores.Interval;

/** Sums over the intervals of one target and function. For one thread. */
final class PathTally {
  private long count;
  private final double[] held = new double[2]; // by paths, by adding up
  private final double[] widths = new double[2];

  /**
   * Adds a value.
   *
   * @param ends [by paths, by adding up][lower, upper]. Not modified.
   */
  void add(double value, double[][] ends) {
    count++;
    for (int kind = 0; kind < ends.length; kind++) {
      held[kind] += ends[kind][0] <= value && value <= ends[kind][1] ? 1 : 0;
      widths[kind] += ends[kind][1] - ends[kind][0];
    }
  }

  /**
   * Adds what another has counted.
   *
   * @param other Not modified.
   */
  void add(PathTally other) {
    count += other.count;
    for (int kind = 0; kind < held.length; kind++) {
      held[kind] += other.held[kind];
      widths[kind] += other.widths[kind];
    }
  }

  Comparison comparison() {
    return new Comparison(count, interval(0), interval(1));
  }

  private Interval interval(int kind) {
    return new Interval(held[kind] / count, widths[kind] / count);
  }
}
