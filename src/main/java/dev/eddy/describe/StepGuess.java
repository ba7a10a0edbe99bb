package dev.eddy.describe;

import dev.eddy.spec.InvalidSpec;
import dev.eddy.spec.StepSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * The width of a step that suits a table: the most frequent distance between rows of a series, if
 * nearly all others are whole multiples of it, and not too many steps would be missing. Immutable.
 *
 * @param usual the most frequent distance; empty if no row is later than another
 * @param width of a step; empty if records had better be steps themselves
 * @param why records had better be steps; empty if there is a width
 */
record StepGuess(Optional<Duration> usual, Optional<Duration> width, String why) {
  private static final double REGULAR = 0.95;
  private static final double MOST_MISSING = 0.15;

  static StepGuess of(Distances distances) {
    Optional<Duration> usual = distances.usual();
    if (usual.isEmpty()) {
      return new StepGuess(usual, Optional.empty(), "no row is later than the one before");
    }
    Duration step = usual.get();
    double missing = distances.missing(step);
    if (!isWidth(step)) {
      return without(usual, "no step is so wide: it must divide a day, or be whole days");
    }
    if (distances.wholeShare(step) < REGULAR) {
      return without(usual, "distances are irregular");
    }
    if (missing > MOST_MISSING * (missing + distances.forward())) {
      return without(
          usual, "so many steps would be missing, such as weekends, that they are better left out");
    }
    return new StepGuess(usual, Optional.of(step), "");
  }

  private static StepGuess without(Optional<Duration> usual, String why) {
    return new StepGuess(usual, Optional.empty(), why);
  }

  private static boolean isWidth(Duration step) {
    try {
      return new StepSpec(step, null, null, null).every().equals(step);
    } catch (InvalidSpec e) {
      return false;
    }
  }
}
