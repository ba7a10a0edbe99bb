package dev.eddy.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a search may put in place of one value of a topology file. Immutable.
 *
 * @param path of the value, as in {@code models[0].units}
 * @param entry index of the entry of {@code models} that it belongs to
 * @param span the numbers that it may be; null where words are named
 * @param words that it may be, in the file's order; empty where it is a number
 */
public record SearchRange(String path, int entry, Span span, List<String> words) {
  /** Copies. */
  public SearchRange {
    words = List.copyOf(words);
  }

  /**
   * Numbers from one to another, both included.
   *
   * @param low least
   * @param high greatest; above the least
   * @param whole true if only whole numbers are meant: both ends are written without a point
   * @param logarithmic true if numbers are drawn evenly by their logarithm
   */
  public record Span(BigDecimal low, BigDecimal high, boolean whole, boolean logarithmic) {
    /**
     * From this ratio of the ends on, numbers are drawn by their logarithm unless told otherwise.
     */
    static final BigDecimal WIDE = BigDecimal.TEN;

    private static final int DIGITS = 4;

    private BigDecimal at(double share) {
      double half = whole ? 0.5 : 0; // so that the ends are as likely as what lies between
      double value =
          logarithmic
              ? between(share, low.doubleValue(), high.doubleValue(), half)
              : (low.doubleValue() - half)
                  + share * (high.doubleValue() - low.doubleValue() + 2 * half);
      BigDecimal drawn = BigDecimal.valueOf(value).setScale(places(value), RoundingMode.HALF_UP);
      return drawn.max(low).min(high);
    }

    private static double between(double share, double low, double high, double half) {
      double from = StrictMath.log(low - half);
      return StrictMath.exp(from + share * (StrictMath.log(high + half) - from));
    }

    /** Enough to tell a thousandth of the range and of the value itself; no more, to be read. */
    private int places(double value) {
      if (whole) {
        return 0;
      }
      BigDecimal width = high.subtract(low);
      int ofWidth = DIGITS - 1 + width.scale() - width.precision() + 1;
      BigDecimal exact = new BigDecimal(value);
      int ofValue =
          logarithmic && exact.signum() != 0 ? DIGITS + exact.scale() - exact.precision() : 0;
      return Math.max(ofWidth, ofValue);
    }
  }

  /** True if it is a number. */
  public boolean isNumber() {
    return span != null;
  }

  /**
   * One of its values, as it is to stand in the file: the same on every Java.
   *
   * @param share even in [0, 1) if all values are to be as likely
   */
  public String at(double share) {
    return isNumber() ? text(span.at(share)) : words.get((int) (share * words.size()));
  }

  /** The values by which it is known that all may stand there: both ends, or all words. */
  List<String> corners() {
    return isNumber() ? List.of(text(span.low()), text(span.high())) : words;
  }

  private String text(BigDecimal value) {
    if (span.whole() || value.signum() == 0) {
      return value.setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
    return value.stripTrailingZeros().toPlainString();
  }
}
