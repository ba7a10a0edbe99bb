package dev.eddy.spec;

import dev.eddy.spec.InvalidSpec.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong with a record, so that its constructor can say all of it. */
final class Checks {
  private final List<Problem> problems = new ArrayList<>();

  Checks within(String key, int value, int least, int most) {
    return that(value >= least && value <= most, key, value, "must be " + least + " to " + most);
  }

  Checks within(String key, double value, double least, double most) {
    return that(
        value >= least && value <= most,
        key,
        value,
        "must be " + plain(least) + " to " + plain(most));
  }

  /** Above {@code least} and up to {@code most}; NaN and infinity are neither. */
  Checks above(String key, double value, double least, double most) {
    return that(
        value > least && value <= most,
        key,
        value,
        "must be above " + plain(least) + " and at most " + plain(most));
  }

  /** 0 to below 1. */
  Checks share(String key, double value) {
    return that(value >= 0 && value < 1, key, value, "must be 0 to below 1");
  }

  /** 0 to below 1, as a float too: a mean that never forgets is none. */
  Checks decay(String key, double value) {
    return share(key, value)
        .that(
            !(value < 1) || (float) value < 1,
            key,
            value,
            "must be below 1 in single precision too, so at most 0.99999997");
  }

  Checks given(String key, String value) {
    return that(value != null && !value.isBlank(), key, "", "is needed");
  }

  Checks distinct(String key, Collection<?> values) {
    Set<Object> seen = new HashSet<>();
    for (Object value : values) {
      that(seen.add(value), key, value, "stands there twice");
    }
    return this;
  }

  Checks that(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      problems.add(new Problem(key, String.valueOf(value), rule));
    }
    return this;
  }

  Checks add(Optional<Problem> problem) {
    problem.ifPresent(problems::add);
    return this;
  }

  /**
   * Ends the checks.
   *
   * @throws InvalidSpec if any did not hold
   */
  void done() {
    if (!problems.isEmpty()) {
      throw new InvalidSpec(problems);
    }
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e9
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
