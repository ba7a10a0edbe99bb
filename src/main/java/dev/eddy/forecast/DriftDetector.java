package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.DriftSpec;

/**
 * Notices that forecasts of one target have become worse for good. Two {@link PageHinkley} tests
 * watch the absolute error e against its running mean m, as e/(e + m), which is bounded and has no
 * unit: one at one step ahead, where errors of neighbouring steps overlap least, and one on the
 * mean over all horizons, where a shift of the level or of a season shows that costs nothing one
 * step ahead. The second allows for H/4 steps more: one value that nobody could foresee is in the
 * errors of H steps.
 *
 * <p>Not safe for use by several threads. 48 bytes; some four operations a horizon and step.
 */
final class DriftDetector implements Archived {
  /** Errors behind a mean that others are measured by. */
  private static final int KNOWN = 20;

  private static final double OVERLAP = 0.25;

  private final int horizon;
  private final PageHinkley next;
  private final PageHinkley all;

  DriftDetector(DriftSpec spec, int horizon) {
    this.horizon = horizon;
    this.next = new PageHinkley(spec.tolerance(), spec.threshold());
    this.all = new PageHinkley(spec.tolerance(), spec.threshold() + OVERLAP * horizon);
  }

  /**
   * Takes in the errors of the present step; true if there was a drift, after which both tests
   * begin anew.
   *
   * @param standings settled. Not modified.
   */
  boolean take(Standings standings) {
    double sum = 0;
    int known = 0;
    boolean drift = false;
    for (int h = 1; h <= horizon; h++) {
      double share = share(standings, h);
      if (!Double.isNaN(share)) {
        sum += share;
        known++;
        drift |= h == 1 && next.take(share);
      }
    }
    drift |= known > 0 && all.take(sum / known);
    if (drift) {
      next.restart();
      all.restart();
    }
    return drift;
  }

  private static double share(Standings standings, int h) {
    double error = Math.abs(standings.error(h));
    if (!(error < Double.POSITIVE_INFINITY) || standings.weight(h) < KNOWN - 0.5) {
      return Double.NaN;
    }
    return error == 0 ? 0 : error / (error + standings.loss(h));
  }

  @Override
  public void archive(Archive archive) {
    next.archive(archive);
    all.archive(archive);
  }
}
