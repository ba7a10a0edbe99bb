package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;
import java.util.List;

/**
 * How far the present value of a target lies beyond what anyone who is heard foresaw, at each
 * horizon: the least of their errors in units of the least discounted one, and at least 1. What
 * nobody could know tells nobody from another, and would drown for hundreds of steps that by which
 * they differ; so errors of such a step count for less, all in proportion: beside those of a few
 * steps from 1 on, beside those of hundreds from {@value #LIMIT} on.
 *
 * <p>A jump surprises those who spoke before it, for h steps at horizon h. What goes on surprising
 * is no jump, but a series that moves again after a long stand-still, and counts.
 *
 * <p>Not safe for use by several threads. 16 bytes a horizon. Cost: two comparisons a member and
 * horizon.
 */
final class Surprise implements Archived {
  /** In units of the least discounted error: so much may the least error of a step count for. */
  private static final double LIMIT = 6;

  /** Steps for which a jump and its consequences may go on. */
  private static final int JUMP = 50;

  private final double[] excess; // [H] at least 1, of the present step
  private final double[] runs; // [H] surprising steps until now without another between them

  /** None so far. */
  Surprise(int horizon) {
    this.excess = new double[horizon];
    this.runs = new double[horizon];
    Arrays.fill(excess, 1);
  }

  /**
   * Compares what several said of step n with what came, and counts their errors as far as they
   * could be foreseen.
   *
   * @param judges those of them by whom it is told what could
   */
  void settle(long n, double value, List<Standings> all, List<Standings> judges) {
    all.forEach(each -> each.compare(n, value));
    take(judges);
    all.forEach(each -> each.count(this));
  }

  private void take(List<Standings> members) {
    for (int h = 1; h <= excess.length; h++) {
      double error = Double.POSITIVE_INFINITY;
      double loss = Double.POSITIVE_INFINITY;
      for (Standings member : members) {
        double size = Math.abs(member.error(h));
        error = size < error ? size : error;
        loss = member.loss(h) < loss ? member.loss(h) : loss;
      }
      if (error < Double.POSITIVE_INFINITY) {
        double ratio = loss > 0 ? error / loss : 1;
        runs[h - 1] = ratio > LIMIT ? runs[h - 1] + 1 : 0;
        excess[h - 1] = runs[h - 1] < h + JUMP ? Math.max(1, ratio) : 1;
      } else {
        excess[h - 1] = 1;
      }
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

  @Override
  public void archive(Archive archive) {
    archive.array(runs);
  }
}
