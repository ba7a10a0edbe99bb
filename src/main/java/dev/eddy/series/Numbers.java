package dev.eddy.series;

import com.fasterxml.jackson.core.io.NumberInput;

/**
 * Which texts are numbers, and which double each is: the one nearest to it, ties to even. All
 * formats come here, so that one text is one double wherever it stands, on every JDK.
 *
 * <p>A number is what JSON calls one, with a plus sign allowed before it. What {@link
 * Double#parseDouble} takes besides ({@code 1d}, {@code 0x1p3}, {@code NaN}, {@code .5}) is none.
 */
public final class Numbers {
  private Numbers() {}

  /** True if the text is a number and nothing else. */
  public static boolean isNumber(String text) {
    int length = text.length();
    int at = 0;
    if (at < length && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int whole = endOfDigits(text, at);
    if (whole == at || (whole > at + 1 && text.charAt(at) == '0')) {
      return false;
    }
    at = whole;
    if (at < length && text.charAt(at) == '.') {
      int fraction = endOfDigits(text, at + 1);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < length && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      int exponent = endOfDigits(text, at);
      if (exponent == at) {
        return false;
      }
      at = exponent;
    }
    return at == length;
  }

  /** True if the number is written without fraction and exponent. */
  public static boolean isWhole(String number) {
    return endOfDigits(number, number.charAt(0) == '-' || number.charAt(0) == '+' ? 1 : 0)
        == number.length();
  }

  /**
   * The double nearest to a number; infinite if there is none.
   *
   * @param number one that {@link #isNumber} accepts
   */
  public static double parse(String number) {
    return NumberInput.parseDouble(number.charAt(0) == '+' ? number.substring(1) : number, true);
  }

  /**
   * The double nearest to a number as JSON has it; infinite if there is none.
   *
   * @param text Not modified.
   */
  static double parse(char[] text, int offset, int length) {
    return NumberInput.parseDouble(text, offset, length, true);
  }

  /** What a text should be that is no finite number; tells of a comma where a point belongs. */
  public static String rule(String text) {
    boolean hasDecimalComma = text.indexOf(',') >= 0 && isNumber(text.strip().replace(',', '.'));
    return hasDecimalComma
        ? "must be a finite number, with a point for decimals, not a comma"
        : "must be a finite number";
  }

  private static int endOfDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
