package dev.eddy.forecast;

import java.math.BigInteger;

/**
 * Doubles as text: the shortest decimal that reads back as the same double, of those the nearest to
 * it; in the form of {@link Double#toString} of JDK 19 and later, on every JDK. Characters go where
 * the caller wants them, as forecasts are mostly numbers and a text of each would be thrown away.
 *
 * <p>The decimal is found by R. Giulietti, The Schubfach way to render doubles (2020), in whose
 * symbols the double is c·2^q, and g a power of ten to 126 bits. Safe for use by several threads;
 * some 40 ns a number.
 */
final class DecimalText {
  /** The most characters of a number. */
  static final int LONGEST = 24;

  private static final int PRECISION = 53;
  private static final int LEAST_Q = -1_074;
  private static final long LEAST_NORMAL_C = 1L << (PRECISION - 1);
  private static final int EXPONENT_MASK = 0x7FF;
  private static final long LOW_63 = Long.MAX_VALUE;
  private static final int LEAST_K = -324;
  private static final int LARGEST_K = 292;
  private static final int BITS_OF_G = 126;

  /** Below it, a c has too few digits to be cut by one: it is taken ten times. */
  private static final long TINY_C = 3;

  /** Most digits of a double's decimal. */
  private static final int DIGITS = 17;

  /** Exponents for which the decimal point stands among or right before the digits. */
  private static final int LARGEST_PLAIN = 7;

  private static final int LEAST_PLAIN = -3;

  private static final long[] POWERS = powersOfTen();
  private static final long[] G1 = new long[LARGEST_K - LEAST_K + 1]; // high 63 bits
  private static final long[] G0 = new long[LARGEST_K - LEAST_K + 1]; // low 63 bits

  static {
    for (int k = LEAST_K; k <= LARGEST_K; k++) {
      BigInteger g = powerOfTen(-k);
      G1[k - LEAST_K] = g.shiftRight(63).longValueExact();
      G0[k - LEAST_K] = g.and(BigInteger.valueOf(LOW_63)).longValueExact();
    }
  }

  private DecimalText() {}

  private static long[] powersOfTen() {
    long[] powers = new long[DIGITS + 2];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = 10 * powers[i - 1];
    }
    return powers;
  }

  /** The first 126 bits of 10^n, cut, and one more. */
  private static BigInteger powerOfTen(int n) {
    BigInteger power = BigInteger.TEN.pow(Math.abs(n));
    if (n >= 0) {
      int more = BITS_OF_G - power.bitLength();
      BigInteger cut = more >= 0 ? power.shiftLeft(more) : power.shiftRight(-more);
      return cut.add(BigInteger.ONE);
    }
    // 1/power has its first bit at place bitLength; a quotient of 126 bits has it at 125.
    int shift = BITS_OF_G - 1 + power.bitLength();
    BigInteger quotient = BigInteger.ONE.shiftLeft(shift).divide(power);
    return quotient.shiftRight(quotient.bitLength() - BITS_OF_G).add(BigInteger.ONE);
  }

  /**
   * Writes a number.
   *
   * @param value finite
   * @param text Modified, from its beginning; {@value #LONGEST} characters at least
   * @return how many characters were written
   */
  static int writeInto(double value, char[] text) {
    long bits = Double.doubleToRawLongBits(value);
    int at = 0;
    if (bits < 0) {
      text[at++] = '-';
    }
    long fraction = bits & (LEAST_NORMAL_C - 1);
    int exponent = (int) (bits >>> (PRECISION - 1)) & EXPONENT_MASK;
    if (exponent > 0) {
      long c = LEAST_NORMAL_C | fraction;
      int minusQ = 1 - LEAST_Q - exponent;
      if (minusQ > 0 && minusQ < PRECISION && (c >> minusQ) << minusQ == c) {
        return write(c >> minusQ, 0, text, at); // a whole number
      }
      return writeShortest(-minusQ, c, 0, text, at);
    }
    if (fraction != 0) {
      return fraction < TINY_C
          ? writeShortest(LEAST_Q, 10 * fraction, -1, text, at)
          : writeShortest(LEAST_Q, fraction, 0, text, at);
    }
    text[at++] = '0';
    text[at++] = '.';
    text[at++] = '0';
    return at;
  }

  /** The shortest decimal in c·2^q's rounding interval, times 10^more. */
  private static int writeShortest(int q, long c, int more, char[] text, int at) {
    int odd = (int) c & 1; // the interval's ends belong to it where c is even
    long scaled = c << 2;
    boolean regular = c != LEAST_NORMAL_C || q == LEAST_Q;
    long scaledBelow = scaled - (regular ? 2 : 1);
    int k = regular ? floorLog10Power2(q) : floorLog10ThreeQuartersPower2(q);
    int h = q + floorLog2Power10(-k) + 2;
    long g1 = G1[k - LEAST_K];
    long g0 = G0[k - LEAST_K];
    long v = roundToOdd(g1, g0, scaled << h);
    long below = roundToOdd(g1, g0, scaledBelow << h) + odd;
    long above = roundToOdd(g1, g0, (scaled + 2) << h) - odd;
    long s = v >> 2;
    if (s >= 100) {
      long tens = s / 10 * 10;
      boolean lower = below <= tens << 2;
      boolean upper = (tens + 10) << 2 <= above;
      if (lower != upper) {
        return write(lower ? tens : tens + 10, k, text, at);
      }
    }
    boolean lower = below <= s << 2;
    boolean upper = (s + 1) << 2 <= above;
    if (lower != upper) {
      return write(lower ? s : s + 1, k + more, text, at);
    }
    long toMiddle = v - ((2 * s + 1) << 1);
    boolean down = toMiddle < 0 || (toMiddle == 0 && (s & 1) == 0);
    return write(down ? s : s + 1, k + more, text, at);
  }

  /** g·cp·2^-127, whose last bit tells whether anything was cut off. */
  private static long roundToOdd(long g1, long g0, long cp) {
    long z = ((g1 * cp) >>> 1) + Math.multiplyHigh(g0, cp);
    long w = Math.multiplyHigh(g1, cp) + (z >>> 63);
    return w | (((z & LOW_63) + LOW_63) >>> 63);
  }

  /** Writes f·10^e, f positive. */
  private static int write(long f, int e, char[] text, int at) {
    int length = floorLog10Power2(Long.SIZE - Long.numberOfLeadingZeros(f));
    if (f >= POWERS[length]) {
      length++;
    }
    long digits = f * POWERS[DIGITS - length];
    int exponent = e + length; // the number is 0.digits · 10^exponent
    if (exponent > 0 && exponent <= LARGEST_PLAIN) {
      return plain(digits, exponent, text, at);
    }
    if (exponent > LEAST_PLAIN && exponent <= 0) {
      text[at] = '0';
      text[at + 1] = '.';
      int first = at + 2;
      for (int zeros = exponent; zeros < 0; zeros++) {
        text[first++] = '0';
      }
      writeDigits(digits, text, first);
      return endOfDigits(text, first + DIGITS);
    }
    int end = plain(digits, 1, text, at);
    text[end++] = 'E';
    return writeExponent(exponent - 1, text, end);
  }

  /** With so many digits before the point. */
  private static int plain(long digits, int before, char[] text, int at) {
    writeDigits(digits, text, at + 1);
    for (int i = 0; i < before; i++) {
      text[at + i] = text[at + i + 1];
    }
    text[at + before] = '.';
    return endOfDigits(text, at + DIGITS + 1);
  }

  /** All of them, zeros at the end included; in two halves, as ints are divided more quickly. */
  private static void writeDigits(long digits, char[] text, int at) {
    int high = (int) (digits / 100_000_000);
    int low = (int) (digits - 100_000_000L * high);
    for (int i = DIGITS - 1; i > 8; i--) {
      int rest = low / 10;
      text[at + i] = (char) ('0' + low - 10 * rest);
      low = rest;
    }
    for (int i = 8; i >= 0; i--) {
      int rest = high / 10;
      text[at + i] = (char) ('0' + high - 10 * rest);
      high = rest;
    }
  }

  /** Without zeros at the end, but for one right after the point. */
  private static int endOfDigits(char[] text, int end) {
    int last = end - 1;
    while (text[last] == '0') {
      last--;
    }
    return text[last] == '.' ? last + 2 : last + 1;
  }

  private static int writeExponent(int exponent, char[] text, int at) {
    int end = at;
    if (exponent < 0) {
      text[end++] = '-';
    }
    int left = Math.abs(exponent);
    if (left >= 100) {
      text[end++] = (char) ('0' + left / 100);
    }
    if (left >= 10) {
      text[end++] = (char) ('0' + left / 10 % 10);
    }
    text[end++] = (char) ('0' + left % 10);
    return end;
  }

  /** Exact for all that come here. */
  private static int floorLog10Power2(int e) {
    return (int) ((e * 661_971_961_083L) >> 41);
  }

  private static int floorLog10ThreeQuartersPower2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  private static int floorLog2Power10(int e) {
    return (int) ((e * 913_124_641_741L) >> 38);
  }
}
