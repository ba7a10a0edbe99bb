package dev.eddy.backtest.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them, in English whatever the machine speaks. */
public final class Figures {
  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final double LEAST_PLAIN = 1e-4;
  private static final double MOST_PLAIN = 1e9;

  private Figures() {}

  /** Four digits; a dash for what is not known. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size != 0 && (size < LEAST_PLAIN || size >= MOST_PLAIN)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    return size == 0 ? "0" : new BigDecimal(value).round(FOUR_DIGITS).toPlainString();
  }

  /** Four digits after the point; a dash for what is not known. */
  public static String ratio(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "–";
  }

  /** A share in percent. */
  public static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f%%", 100 * share) : "–";
  }

  /** A probability: four digits after the point, and what is less as such. */
  public static String chance(double probability) {
    return probability < LEAST_PLAIN ? "< 0.0001" : ratio(probability);
  }

  /** A count, in groups of three digits. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
