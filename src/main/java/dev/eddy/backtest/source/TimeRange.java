package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.series.EventTimes;
import dev.eddy.series.RejectedRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * From when to when.
 *
 * @param from the first moment, in milliseconds from the epoch; empty for the beginning
 * @param to the first moment that is too late; empty for the end
 */
public record TimeRange(OptionalLong from, OptionalLong to) {
  /** All of time. */
  public static final TimeRange ALL = new TimeRange(OptionalLong.empty(), OptionalLong.empty());

  /**
   * Checks the order.
   *
   * @throws BacktestFailure if there is no moment between
   */
  public TimeRange {
    if (from.isPresent() && to.isPresent() && from.getAsLong() >= to.getAsLong()) {
      throw BacktestFailure.ofUse(
          "--to "
              + Instant.ofEpochMilli(to.getAsLong())
              + ": must be after --from "
              + Instant.ofEpochMilli(from.getAsLong()));
    }
  }

  /**
   * Of times as a record may tell them: ISO-8601 or milliseconds from the epoch.
   *
   * @param zone of times without an offset
   * @throws BacktestFailure if one is none, or there is no moment between
   */
  public static TimeRange parse(Optional<String> from, Optional<String> to, ZoneId zone) {
    return new TimeRange(time("--from", from, zone), time("--to", to, zone));
  }

  private static OptionalLong time(String option, Optional<String> text, ZoneId zone) {
    return text.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(time(option, text.get(), zone).toEpochMilli());
  }

  /**
   * One time, as a record may tell it.
   *
   * @param option what to call it in a message
   * @param zone of a time without an offset
   * @throws BacktestFailure if it is none
   */
  public static Instant time(String option, String text, ZoneId zone) {
    try {
      return Instant.ofEpochMilli(new EventTimes(zone).parse(option, text));
    } catch (RejectedRecord e) {
      throw BacktestFailure.ofUse(e.rejection().detail());
    }
  }

  /** True if it is all of time. */
  public boolean isAll() {
    return from.isEmpty() && to.isEmpty();
  }

  boolean contains(long epochMillis) {
    return epochMillis >= from.orElse(Long.MIN_VALUE) && epochMillis < to.orElse(Long.MAX_VALUE);
  }

  /** Such as {@code from 2024-01-01T00:00:00Z to 2024-02-01T00:00:00Z}. */
  @Override
  public String toString() {
    String begin = from.isPresent() ? "from " + Instant.ofEpochMilli(from.getAsLong()) : "";
    String end = to.isPresent() ? "to " + Instant.ofEpochMilli(to.getAsLong()) : "";
    return (begin + " " + end).strip();
  }
}
