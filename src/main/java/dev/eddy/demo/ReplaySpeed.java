package dev.eddy.demo;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast recorded time passes.
 *
 * @param factor seconds of recorded time in a second; infinite: as fast as possible
 */
public record ReplaySpeed(double factor) {
  /** As fast as possible. */
  public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);

  private static final Pattern TIMES = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)x");

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if the factor is not above 0
   */
  public ReplaySpeed {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("factor=" + factor + ": must be above 0");
    }
  }

  /**
   * Reads {@code max}, {@code 60x} or {@code 0.5x}.
   *
   * @throws DemoFailure if it is neither
   */
  public static ReplaySpeed parse(String text) {
    if (text.equals("max")) {
      return MAX;
    }
    Matcher times = TIMES.matcher(text.toLowerCase(Locale.ROOT));
    if (times.matches()) {
      double factor = Double.parseDouble(times.group(1));
      if (factor > 0) {
        return new ReplaySpeed(factor);
      }
    }
    throw DemoFailure.ofUse(
        "--speed " + text + ": must be max, or a factor above 0 such as 1x, 60x or 0.5x", null);
  }

  /** True if rows wait for their time. */
  public boolean paced() {
    return factor < Double.POSITIVE_INFINITY;
  }

  /** How many nanoseconds after the first row one is due that was recorded so much later. */
  long nanosAfterStart(long recordedMillisLater) {
    return (long) Math.max(0, recordedMillisLater * 1e6 / factor);
  }
}
