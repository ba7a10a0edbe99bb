package dev.eddy.kernel;

/**
 * The logistic function and the hyperbolic tangent from + − × ÷ and fma alone, so that they are the
 * same on every processor and every JDK. Absolute error below 2e-7.
 *
 * <p>Both stand on 2^y = 2^k · (1 + s), k = ⌊y⌋, s = r·q(r), r = y − k in [0, 1]; q is the
 * polynomial of degree 5 nearest to (2^r − 1)/r (relative error 2.7e-8, by the exchange algorithm
 * of Remez). Both are monotone to the last bit: every rounded operation is monotone in its operand,
 * q has positive coefficients and r is not negative, s is 1 at r = 1 so that the pieces meet, and
 * what follows is a chain of single operations:
 *
 * <pre>
 *   sigmoid(x) = 1 / (1 + 2^(−x·log₂e))
 *   tanh(x)    = sign(x) / (1 + 2 / (2^(|x|·2·log₂e) − 1))
 * </pre>
 */
public final class Activations {
  /** log₂ e. */
  public static final float LOG2_E = 0x1.715476p0f;

  /** 1.5 · 2^23: adding it leaves the nearest whole number in the low bits. */
  public static final float ROUNDER = 12_582_912f;

  /** From here on 2^y is infinite, and the logistic function 0. */
  public static final float SIGMOID_HIGHEST = 128f;

  /** From here on 1 + 2^y is 1. */
  public static final float SIGMOID_LOWEST = -126f;

  /** From here on the hyperbolic tangent is 1. */
  public static final float TANH_HIGHEST = 32f;

  /** Bits of 1f. */
  public static final int ONE_BITS = 0x3F80_0000;

  /** Bits before a float's exponent. */
  public static final int EXPONENT_SHIFT = 23;

  /** Coefficients of q, lowest power first. */
  public static final float Q0 = 0x1.62e43p-1f;

  public static final float Q1 = 0x1.ebfc34p-3f;
  public static final float Q2 = 0x1.c6a0bcp-5f;
  public static final float Q3 = 0x1.3c3b88p-7f;
  public static final float Q4 = 0x1.4d2fcp-10f;
  public static final float Q5 = 0x1.b310f8p-13f;

  private Activations() {}

  /** 1/(1 + e^−x); exactly 0 and 1 at the infinities, exactly ½ at 0, NaN at NaN. */
  public static float sigmoid(float x) {
    float y =
        Math.fma(x, -LOG2_E, 0f); // not −0, whose sign bit the floor would take for less than 0
    y = y > SIGMOID_HIGHEST ? SIGMOID_HIGHEST : y;
    y = y < SIGMOID_LOWEST ? SIGMOID_LOWEST : y;
    float rounded = floorRounded(y);
    float fraction = fraction(y - (rounded - ROUNDER));
    float power = scale(rounded) * (1f + fraction);
    return 1f / (1f + power);
  }

  /** The hyperbolic tangent; odd, exactly ±1 at the infinities, 0 at 0, NaN at NaN. */
  public static float tanh(float x) {
    float y = Math.abs(x) * (2 * LOG2_E);
    y = y > TANH_HIGHEST ? TANH_HIGHEST : y;
    float rounded = floorRounded(y);
    float fraction = fraction(y - (rounded - ROUNDER));
    float scale = scale(rounded);
    float powerLessOne = Math.fma(scale, fraction, scale - 1f);
    float size = 1f / (1f + 2f / powerLessOne);
    int sign = Float.floatToRawIntBits(x) & 0x8000_0000;
    return Float.intBitsToFloat(Float.floatToRawIntBits(size) | sign);
  }

  /** ROUNDER + ⌊y⌋: one less than the nearest whole number if that lies above y. */
  private static float floorRounded(float y) {
    float rounded = y + ROUNDER;
    int above = Float.floatToRawIntBits(y - (rounded - ROUNDER)) >>> 31;
    return Float.intBitsToFloat(Float.floatToRawIntBits(rounded) - above);
  }

  /** 2^⌊y⌋ from ROUNDER + ⌊y⌋. */
  private static float scale(float rounded) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << EXPONENT_SHIFT) + ONE_BITS);
  }

  /** 2^r − 1 for r in [0, 1]; exactly 0 and 1 at the ends. */
  private static float fraction(float r) {
    float q = Math.fma(Q5, r, Q4);
    q = Math.fma(q, r, Q3);
    q = Math.fma(q, r, Q2);
    q = Math.fma(q, r, Q1);
    q = Math.fma(q, r, Q0);
    return q * r;
  }
}
