package dev.eddy.kernel;

/**
 * The logistic function and the hyperbolic tangent from + − × ÷ and fma alone, so that they are the
 * same on every processor and every JDK. Absolute error below 1.1e-7, relative error of the
 * hyperbolic tangent below 2.2e-7; one division each.
 *
 * <p>Both stand on 2^y = 2^k · (1 + r·q(r)) with whole k and r = y − k in [0, 1]; q is the
 * polynomial of degree 5 nearest to (2^r − 1)/r (relative error 2.7e-8, by the exchange algorithm
 * of Remez). Near 0 the tangent is an odd polynomial instead (relative error 8e-9):
 *
 * <pre>
 *   sigmoid(x) = 1 / (1 + 2^(−x·log₂e))
 *   tanh(x)    = sign(x)·(1 − 2 / (1 + 2^(|x|·2·log₂e)))   x + x·R(x²) where |x| &lt; 0.4
 * </pre>
 *
 * <p>Both are monotone to the last bit, which was checked on all floats. The reason: each rounded
 * operation is monotone in its operand, q has positive coefficients and r is not negative, and
 * r·q(r) is 1 at r = 1, so that the pieces meet whichever k rounding takes there; x·R(x²) is so
 * small beside x that its rounding does not outweigh the next float's step. Sums of powers are
 * taken in pairs, after Estrin, since a recurrence waits for every operation in the chain.
 */
public final class Activations {
  /** log₂ e. */
  public static final float LOG2_E = 0x1.715476p0f;

  /**
   * 1.5 · 2^23 + 127: adding it to y − ½ leaves k in the low bits, shifted as an exponent wants it.
   */
  public static final float ROUNDER = 12_583_039f;

  /** From here on the logistic function is 1, and 0 from its negative on down. */
  public static final float SIGMOID_END = 88f;

  /** Beyond this the hyperbolic tangent is 1. */
  public static final float TANH_END = 16f;

  /** Below this size the hyperbolic tangent is a polynomial. */
  public static final float TANH_SMALL = 0.4f;

  /** Bits before a float's exponent. */
  public static final int EXPONENT_SHIFT = 23;

  /** Coefficients of q, lowest power first. */
  public static final float Q0 = 0x1.62e43p-1f;

  public static final float Q1 = 0x1.ebfc34p-3f;
  public static final float Q2 = 0x1.c6a0bcp-5f;
  public static final float Q3 = 0x1.3c3b88p-7f;
  public static final float Q4 = 0x1.4d2fcp-10f;
  public static final float Q5 = 0x1.b310f8p-13f;

  /** Coefficients of R, from x² on. */
  public static final float R1 = -0x1.555552p-2f;

  public static final float R2 = 0x1.110cdep-3f;
  public static final float R3 = -0x1.b808c6p-5f;
  public static final float R4 = 0x1.3bb00ap-6f;

  private Activations() {}

  /** 1/(1 + e^−x); exactly 0 and 1 at the infinities, exactly ½ at 0, NaN at NaN. */
  public static float sigmoid(float x) {
    float y = 1f / (1f + power(x, -LOG2_E));
    y = x >= SIGMOID_END ? 1f : y;
    return x <= -SIGMOID_END ? 0f : y;
  }

  /** The hyperbolic tangent; odd, exactly ±1 at the infinities, 0 at 0, NaN at NaN. */
  public static float tanh(float x) {
    float size = Math.abs(x);
    float z = x * x;
    float even = z * Math.fma(Math.fma(R4, z, R3), z * z, Math.fma(R2, z, R1));
    float small = Math.fma(x, even, x);
    float large = 1f - 2f / (1f + power(size, 2 * LOG2_E));
    large = size > TANH_END ? 1f : large;
    int sign = Float.floatToRawIntBits(x) & 0x8000_0000;
    large = Float.intBitsToFloat(Float.floatToRawIntBits(large) | sign);
    return size < TANH_SMALL ? small : large;
  }

  /** 2^(x·scale) where neither that nor its reciprocal is beyond a float's range; NaN at NaN. */
  private static float power(float x, float scale) {
    float rounded = Math.fma(x, scale, -0.5f) + ROUNDER;
    float r = x * scale - (rounded - ROUNDER);
    float square = r * r;
    float high = Math.fma(Math.fma(Q5, r, Q4), square, Math.fma(Q3, r, Q2));
    float q = Math.fma(high, square, Math.fma(Q1, r, Q0));
    int exponent = Float.floatToRawIntBits(rounded) << EXPONENT_SHIFT;
    return Float.intBitsToFloat(exponent) * Math.fma(q, r, 1f);
  }
}
