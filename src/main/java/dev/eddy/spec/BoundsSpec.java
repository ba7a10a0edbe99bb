package dev.eddy.spec;

import java.util.Optional;

/**
 * Limits of a target's forecasts, in its units: what cannot happen is not forecast.
 *
 * @param min the least; empty: none
 * @param max the greatest; empty: none
 */
public record BoundsSpec(Optional<Double> min, Optional<Double> max) {
  /** No limits. */
  public static final BoundsSpec NONE = new BoundsSpec(null, null);

  /**
   * Checks.
   *
   * @throws InvalidSpec if the limits are not numbers or cross
   */
  public BoundsSpec {
    min = min == null ? Optional.empty() : min;
    max = max == null ? Optional.empty() : max;
    Checks checks = new Checks();
    checks.that(min.isEmpty() || Double.isFinite(min.get()), "min", min, "must be a number");
    checks.that(max.isEmpty() || Double.isFinite(max.get()), "max", max, "must be a number");
    if (min.isPresent() && max.isPresent()) {
      checks.that(min.get() < max.get(), "max", max.get(), "must be above min");
    }
    checks.done();
  }

  /** The value within the limits that is nearest to this one. */
  public double clamp(double value) {
    double low = min.isPresent() ? Math.max(min.get(), value) : value;
    return max.isPresent() ? Math.min(max.get(), low) : low;
  }

  /** True if no value lies below zero: a count, a price, a load. */
  public boolean nonNegative() {
    return min.isPresent() && min.get() >= 0;
  }
}
