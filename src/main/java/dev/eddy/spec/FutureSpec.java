package dev.eddy.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * How far ahead of its series' last step a record may be before it is taken for a clock gone wrong
 * and rejected, unless three in a row agree within the same span.
 *
 * @param max the span; left out: 1,000 steps, or 366 days where steps have no width
 */
public record FutureSpec(Optional<Duration> max) {
  /**
   * Checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public FutureSpec {
    max = max == null ? Optional.empty() : max;
    new Checks()
        .that(
            max.isEmpty() || (!max.get().isNegative() && !max.get().isZero()),
            "max",
            max.map(Duration::toString).orElse(""),
            "must be longer than nothing")
        .done();
  }

  /** The span that holds for steps of this width. */
  public Duration maxFor(Optional<StepSpec> step) {
    return max.orElseGet(
        () -> step.map(s -> s.every().multipliedBy(1_000)).orElse(Duration.ofDays(366)));
  }
}
