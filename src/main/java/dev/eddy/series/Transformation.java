package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.ViewSpec.Transform;

/**
 * A transform of values that makes their spread even, and its way back. All are odd, so that values
 * below 0 have a place too, rise everywhere, and leave 0 where it is.
 *
 * <p>The logarithm is sign(y)·log(1 + |y|/c): near 0 it is linear, far above the offset c it is the
 * logarithm. An offset once known stays, and so what was transformed at one step can be put back at
 * any later one. It is given, or else a tenth of the first value other than 0: up to that one there
 * are only zeros, which are 0 in every offset.
 *
 * <p>Not safe for use by several threads. 8 bytes; a logarithm or its way back takes some tens of
 * nanoseconds, the others one or two.
 */
public final class Transformation implements Archived {
  private static final double SHARE_OF_FIRST = 0.1;
  private static final double SMALLEST_OFFSET = 1e-300;
  private static final double LARGEST_RATIO = 1e300;
  private static final double LARGEST_LOGARITHM = 700; // its way back is a number yet
  private static final double LARGEST_VALUE = 1e100; // as what is seen at all: see Bound

  private final Transform kind;
  private double offset; // c; 0 as long as there is none

  private Transformation(Transform kind, double offset) {
    this.kind = kind;
    this.offset = offset;
  }

  /** Of a kind; the logarithm's offset is told by the first value other than 0. */
  public static Transformation of(Transform kind) {
    return new Transformation(kind, 0);
  }

  /**
   * The logarithm with a given offset.
   *
   * @param offset from where on it bends, in the target's units; above 0 and finite
   * @throws IllegalArgumentException if it is not
   */
  public static Transformation logarithm(double offset) {
    if (!(offset > 0) || Double.isInfinite(offset)) {
      throw new IllegalArgumentException("an offset of " + offset);
    }
    return new Transformation(Transform.LOG, Math.max(SMALLEST_OFFSET, offset));
  }

  /** From where on the logarithm bends, in the target's units; 0 if that is not known yet. */
  public double offset() {
    return offset;
  }

  /** Which it is. */
  public Transform kind() {
    return kind;
  }

  /**
   * The next value of the series, transformed; NaN stays NaN.
   *
   * @param units in the target's units
   */
  double take(double units) {
    if (kind == Transform.LOG && offset == 0 && Math.abs(units) > 0) {
      offset = Math.max(SMALLEST_OFFSET, SHARE_OF_FIRST * Math.abs(units));
    }
    return forward(units);
  }

  /** A value, transformed. */
  double forward(double units) {
    return switch (kind) {
      case NONE -> units;
      case SQUARE_ROOT -> Math.copySign(Math.sqrt(Math.abs(units)), units);
      case LOG -> Math.copySign(logarithmOf(Math.abs(units)), units);
    };
  }

  /** The value of which this is the transform. */
  double backward(double seen) {
    return switch (kind) {
      case NONE -> seen;
      case SQUARE_ROOT -> seen * Math.abs(seen);
      case LOG -> Math.copySign(powerOf(Math.abs(seen)), seen);
    };
  }

  private double powerOf(double magnitude) {
    return Math.min(
        LARGEST_VALUE, offset * StrictMath.expm1(Math.min(LARGEST_LOGARITHM, magnitude)));
  }

  private double logarithmOf(double magnitude) {
    return magnitude == 0 ? 0 : StrictMath.log1p(Math.min(LARGEST_RATIO, magnitude / offset));
  }

  @Override
  public void archive(Archive archive) {
    offset = archive.number(offset);
  }
}
