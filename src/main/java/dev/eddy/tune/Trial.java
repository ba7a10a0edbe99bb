package dev.eddy.tune;

import java.util.Comparator;
import java.util.List;

/**
 * What a candidate scored.
 *
 * @param share of the steps after the warm-up that it saw; 1: all
 * @param candidate its number
 * @param values its values, in the order of the ranges
 * @param skill mean absolute error over that of the best naive forecast: below 1 is better; NaN if
 *     no pair could be compared
 */
public record Trial(double share, int candidate, List<String> values, double skill) {
  /** The better first; of two alike the one that was drawn first. NaN is last. */
  static final Comparator<Trial> BETTER =
      Comparator.comparingDouble(Trial::skill).thenComparingInt(Trial::candidate);

  /** Copies. */
  public Trial {
    values = List.copyOf(values);
  }
}
