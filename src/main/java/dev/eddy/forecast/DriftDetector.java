package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.DriftSpec;

/**
 * Notices that forecasts of one target have become worse for good. Two {@link PageHinkley} tests
 * watch the absolute error e against its running mean m, as e/(e + m), which is bounded and has no
 * unit: one at one step ahead, where errors of neighbouring steps overlap least, and one on the
 * mean over all horizons, where a shift of the level or of a season shows that costs nothing one
 * step ahead. Where the first asks for a rise of λ, the second asks for 1.2·λ + H/4: one value that
 * nobody could foresee is in the errors of H steps, and a day that is unlike others passes.
 *
 * <p>Not safe for use by several threads. 16·H + 48 bytes; some ten operations a horizon and step.
 */
final class DriftDetector implements Archived {
  /** Errors behind a mean that others are measured by. */
  private static final int KNOWN = 20;

  /** What the test over all horizons asks for: so many thresholds, and the overlap of errors. */
  private static final double MORE = 1.2;

  private static final double OVERLAP = 0.25;

  /** In means: an error counts for so much in them at most. */
  private static final double LIMIT = 200;

  private final int horizon;
  private final double[] means; // [H] discounted, of absolute errors
  private final double[] weights; // [H] discounted number of them
  private final PageHinkley next;
  private final PageHinkley all;

  DriftDetector(DriftSpec spec, int horizon) {
    this.horizon = horizon;
    this.means = new double[horizon];
    this.weights = new double[horizon];
    this.next = new PageHinkley(spec.tolerance(), spec.threshold());
    this.all = new PageHinkley(spec.tolerance(), MORE * spec.threshold() + OVERLAP * horizon);
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
      double share = take(h, Math.abs(standings.error(h)));
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
      for (int h = 1; h <= horizon; h++) {
        weights[h - 1] = Math.min(weights[h - 1], Standings.shortWeight(h));
      }
    }
    return drift;
  }

  /** Learns the mean, of which the error is a part; that part, NaN if it is not known. */
  private double take(int h, double error) {
    int at = h - 1;
    if (!(error <= Standings.LARGEST)) {
      return Double.NaN;
    }
    boolean free = weights[at] < KNOWN || means[at] == 0;
    double counted = free ? error : Math.min(error, LIMIT * means[at]);
    weights[at] = Standings.DISCOUNT * weights[at] + 1;
    means[at] += (counted - means[at]) / weights[at];
    if (weights[at] < KNOWN - 0.5) {
      return Double.NaN;
    }
    return error == 0 ? 0 : error / (error + means[at]);
  }

  @Override
  public void archive(Archive archive) {
    archive.array(means);
    archive.array(weights);
    next.archive(archive);
    all.archive(archive);
  }
}
