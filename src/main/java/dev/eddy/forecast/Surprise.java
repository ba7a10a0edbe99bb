package dev.eddy.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * How far the present value of a target lies beyond what any member foresaw, at each horizon: the
 * least of their errors in units of the least discounted one, as far as that is above 1. What
 * nobody could know tells nobody from another, and would drown for hundreds of steps that by which
 * they differ; so errors of such a step count for less, all in proportion.
 *
 * <p>Not safe for use by several threads. 8 bytes a horizon, nothing of which is kept from one step
 * to the next. Cost: two comparisons a member and horizon.
 */
final class Surprise {
  /** In units of the least discounted error: so much may the least error of a step count for. */
  private static final double LIMIT = 6;

  private final double[] excess; // [H] at least 1

  /** None so far. */
  Surprise(int horizon) {
    this.excess = new double[horizon];
    Arrays.fill(excess, 1);
  }

  /**
   * Looks at the present step.
   *
   * @param members who have compared what they said with the value, and not yet counted it
   */
  void take(List<Standings> members) {
    for (int h = 1; h <= excess.length; h++) {
      double error = Double.POSITIVE_INFINITY;
      double loss = Double.POSITIVE_INFINITY;
      for (Standings member : members) {
        double size = Math.abs(member.error(h));
        error = size < error ? size : error;
        loss = member.loss(h) < loss ? member.loss(h) : loss;
      }
      boolean beyond = loss > 0 && error > loss && error < Double.POSITIVE_INFINITY;
      excess[h - 1] = beyond ? error / loss : 1;
    }
  }

  /** What part of an error counts beside those of hundreds of steps. */
  double share(int h) {
    return Math.min(1, LIMIT / excess[h - 1]);
  }

  /** What part of an error counts beside those of a few steps. */
  double shareOfRecent(int h) {
    return 1 / excess[h - 1];
  }
}
