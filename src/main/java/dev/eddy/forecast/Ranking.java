package dev.eddy.forecast;

import java.util.List;

/** How members of one target compare, by their discounted errors. */
final class Ranking {
  private static final double LARGEST_RATIO = 100;

  private Ranking() {}

  /** The one whose errors are smallest, on average over horizons; the first of equals. */
  static Seat best(List<Seat> seats) {
    Seat best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Seat seat : seats) {
      double ratio = ratio(seat, seats);
      if (best == null || ratio < least) {
        best = seat;
        least = ratio;
      }
    }
    return best;
  }

  /** A member's error in those of the best, on average over horizons. */
  static double ratio(Seat seat, List<Seat> seats) {
    double sum = 0;
    int known = 0;
    for (int h = 1; h <= seat.said().length; h++) {
      double loss = seat.standings().loss(h);
      double least = Double.POSITIVE_INFINITY;
      for (Seat other : seats) {
        least = other.standings().loss(h) < least ? other.standings().loss(h) : least;
      }
      if (!Double.isNaN(loss) && least < Double.POSITIVE_INFINITY) {
        sum += loss == least ? 1 : Math.min(LARGEST_RATIO, loss / least);
        known++;
      }
    }
    return known == 0 ? LARGEST_RATIO : sum / known;
  }
}
