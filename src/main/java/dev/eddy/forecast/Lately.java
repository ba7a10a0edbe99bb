package dev.eddy.forecast;

import java.util.List;

/**
 * What members are worth in view of the last few steps too. Discounted errors know a series as it
 * was for hundreds of steps, and an error far ahead is known only when that far has come: those who
 * go wrong after a break would be believed for long. But they go wrong near at hand as well, which
 * shows at once. With r the mean error of the last few steps and q the discounted one, a member is
 * in doubt by
 *
 * <pre>
 *   (r / q) : (r' / q')     r' and q' each the least of all members'
 * </pre>
 *
 * at the nearest horizon, at the one asked for or half-way, whichever is most. From {@value
 * #CREDIT} on its error counts for more in proportion.
 *
 * <p>Not safe for use by several threads. 8 bytes a horizon, nothing of which is kept from one step
 * to the next. Cost: some ten operations a member and horizon.
 */
final class Lately {
  private static final double CREDIT = 4;

  private final double[] inverse; // [H] q' / r'; NaN where nothing is known

  /** Nothing known yet. */
  Lately(int horizon) {
    this.inverse = new double[horizon];
  }

  /** Looks at members as they stand after the present step. */
  void take(List<Standings> members) {
    for (int h = 1; h <= inverse.length; h++) {
      double recent = Double.POSITIVE_INFINITY;
      double loss = Double.POSITIVE_INFINITY;
      for (Standings member : members) {
        recent = member.recent(h) < recent ? member.recent(h) : recent;
        loss = member.loss(h) < loss ? member.loss(h) : loss;
      }
      inverse[h - 1] = loss / recent;
    }
  }

  /**
   * A forecaster's discounted error at a horizon, and more where it is in doubt; NaN before any.
   */
  double loss(Standings forecaster, int h) {
    double doubt = doubt(forecaster, h, doubt(forecaster, (h + 1) / 2, doubt(forecaster, 1, 1)));
    double loss = forecaster.loss(h);
    return doubt > CREDIT ? loss * (doubt / CREDIT) : loss;
  }

  private double doubt(Standings forecaster, int h, double least) {
    double doubt = forecaster.strain(h) * inverse[h - 1];
    return doubt > least ? doubt : least;
  }
}
