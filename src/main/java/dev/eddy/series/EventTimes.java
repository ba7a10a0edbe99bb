package dev.eddy.series;

import dev.eddy.series.Rejection.Reason;
import java.time.ZoneId;

/**
 * Reads the time that a record tells.
 *
 * <p>A text is ISO-8601 (see {@link IsoTime}), or a number of milliseconds from the epoch. A time
 * without an offset is one of the zone's clocks: where they are put back, and it comes twice, the
 * earlier is meant; where they are put forward, and it never comes, it is moved by as much as they
 * are. A date is the start of its day. What is finer than a millisecond is cut off.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class EventTimes {
  private static final long LATEST = Long.MAX_VALUE / 1_000_000;
  private static final int LONGEST_WHOLE = 18;

  private final LocalClock clock;

  /** Of times without an offset in this zone. */
  public EventTimes(ZoneId zone) {
    this.clock = new LocalClock(zone);
  }

  /**
   * True from 1677-09-21 to 2262-04-11, where 64 bits hold the nanoseconds from the epoch: what
   * lies outside is a fault of whoever wrote it, and sums of such times could overflow.
   */
  static boolean isInRange(long epochMillis) {
    return epochMillis >= -LATEST && epochMillis <= LATEST;
  }

  /**
   * The time that a text tells, in milliseconds from the epoch.
   *
   * @param place what holds the text, for the detail of a rejection
   * @throws RejectedRecord if it tells none, or one out of range
   */
  public long parse(String place, String text) throws RejectedRecord {
    String stripped = text.strip();
    if (Numbers.isNumber(stripped)) {
      return checked(place, text, number(stripped));
    }
    IsoTime time = new IsoTime(stripped);
    if (!time.readable()) {
      throw RejectedRecord.of(
          Reason.TIME,
          place,
          text,
          "must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds from the epoch");
    }
    return checked(place, text, epochMillis(time));
  }

  /**
   * The time itself.
   *
   * @throws RejectedRecord if it is out of range
   */
  static long checked(String place, String text, long epochMillis) throws RejectedRecord {
    if (!isInRange(epochMillis)) {
      throw RejectedRecord.of(
          Reason.TIME, place, text, "must lie between 1677-09-21 and 2262-04-11");
    }
    return epochMillis;
  }

  /** Of a number too large for a long, one that is out of range. */
  private static long number(String number) {
    if (Numbers.isWhole(number) && number.length() <= LONGEST_WHOLE) {
      return Long.parseLong(number);
    }
    // The conversion of what no long can hold gives the largest or the least.
    return (long) Math.floor(Numbers.parse(number));
  }

  private long epochMillis(IsoTime time) {
    if (!time.hasTimeOfDay()) {
      return clock.startOfDay(time.epochDay());
    }
    long local = time.epochDay() * LocalClock.DAY_MILLIS + time.millisOfDay();
    return time.hasOffset() ? local - 1_000L * time.offsetSeconds() : clock.epochMillis(local);
  }
}
