package dev.eddy.spec;

import java.util.Locale;

/**
 * How a member sees a target: the transform it is seen through and the base from which the member
 * forecasts the residual. A member keeps its view for life.
 *
 * @param transform applied to the values
 * @param base the forecast that the member corrects
 * @param features how the member's inputs are kept within limits
 */
public record ViewSpec(Transform transform, Base base, Features features) {
  /** What is applied to the values before anything is learned from them. */
  public enum Transform {
    /** Nothing. */
    NONE,
    /**
     * The square root, which makes the spread of counts even; for targets that are never negative.
     */
    SQUARE_ROOT,
    /**
     * The logarithm of the value and an offset, which makes the spread even of what grows and
     * shrinks by factors.
     */
    LOG
  }

  /** The forecast that a member corrects. */
  public enum Base {
    /** The last value. */
    LAST_VALUE,
    /** The last value, moved by what the season's profile does from now to then. */
    MOVED_PROFILE,
    /** The season's profile itself. */
    PROFILE
  }

  /** How far what a member sees may go. */
  public enum Features {
    /** Smoothly to a few running scales: an outlier throws nothing. */
    BOUNDED,
    /** As far as it goes: a calm series is seen as it is, and an outlier too. */
    UNBOUNDED
  }

  /** With bounded features. */
  public ViewSpec(Transform transform, Base base) {
    this(transform, base, null);
  }

  /** Fills in defaults. */
  public ViewSpec {
    features = features == null ? Features.BOUNDED : features;
    transform = transform == null ? Transform.NONE : transform;
    base = base == null ? Base.LAST_VALUE : base;
  }

  /** As a file has it: {@code {transform: none, base: last-value, features: bounded}}. */
  @Override
  public String toString() {
    return "{transform: "
        + name(transform)
        + ", base: "
        + name(base)
        + ", features: "
        + name(features)
        + "}";
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
