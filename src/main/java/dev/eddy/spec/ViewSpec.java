package dev.eddy.spec;

/**
 * How a member sees a target: the transform it is seen through and the base from which the member
 * forecasts the residual. A member keeps its view for life.
 *
 * @param transform applied to the values
 * @param base the forecast that the member corrects
 */
public record ViewSpec(Transform transform, Base base) {
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

  /** Fills in defaults. */
  public ViewSpec {
    transform = transform == null ? Transform.NONE : transform;
    base = base == null ? Base.LAST_VALUE : base;
  }
}
