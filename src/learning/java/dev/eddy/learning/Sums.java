package dev.eddy.learning;

import dev.eddy.training.Draws;
import java.util.Locale;

/**
 * Additions as text, "123+34=157" and a line's end, to be read character by character (as in
 * Zaremba and Sutskever 2014, arXiv 1410.4615): what stands before = cannot be foreseen, what
 * stands after it can.
 */
final class Sums {
  static final String CHARACTERS = "0123456789+=\n";

  private Sums() {}

  /** Both numbers even from 0 to bound − 1. */
  static String draw(Draws draws, int firstBound, int secondBound) {
    return line(draws.below(firstBound), draws.below(secondBound));
  }

  static String line(int first, int second) {
    return String.format(Locale.ROOT, "%d+%d=%d\n", first, second, first + second);
  }
}
