package dev.eddy.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time, written as {@code 250ms}, {@code 5s}, {@code 30m}, {@code 1h}, {@code 1d}. */
public final class Durations {
  static final String RULE =
      "must be a span of time such as 250ms, 5s, 30m, 1h, 1d or PT1H30M, up to 36525d";

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private Durations() {}

  /** The span, or nothing if the text is none or longer than a century. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    try {
      Duration duration =
          matcher.matches()
              ? unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)))
              : Duration.parse(text);
      return duration.compareTo(LONGEST) <= 0 && duration.negated().compareTo(LONGEST) <= 0
          ? Optional.of(duration)
          : Optional.empty();
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The shortest text that {@link #parse} reads as this span. */
  public static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (!duration.isNegative() && duration.toNanosPart() % 1_000_000 == 0) {
      for (String unit : new String[] {"d", "h", "m", "s", "ms"}) {
        long count = duration.dividedBy(unit(unit));
        if (unit(unit).multipliedBy(count).equals(duration)) {
          return count + unit;
        }
      }
    }
    return duration.toString();
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "ms" -> Duration.ofMillis(1);
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      case "h" -> Duration.ofHours(1);
      default -> Duration.ofDays(1);
    };
  }
}
