package dev.eddy.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/**
 * What the clocks of a zone show. Immutable; safe for use by several threads. A call takes a few
 * nanoseconds where the zone's offset never changes, and some tens where it does.
 */
final class LocalClock {
  /** The length of a day without a change of clocks. */
  static final long DAY_MILLIS = 86_400_000;

  private final ZoneId zone;
  private final ZoneRules rules;
  private final boolean fixed;
  private final long fixedOffsetMillis;

  /** The clocks of this zone. */
  LocalClock(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
    this.fixed = rules.isFixedOffset();
    this.fixedOffsetMillis = fixed ? offsetMillis(0) : 0;
  }

  /**
   * Milliseconds from 1970-01-01T00:00 as the clocks show it to what they show at this time: the
   * quotient by {@link #DAY_MILLIS} is the date, the rest the time of day.
   */
  long localMillis(long epochMillis) {
    return epochMillis + (fixed ? fixedOffsetMillis : offsetMillis(epochMillis));
  }

  /**
   * When the clocks show this: the other way round. Where they are put back and show it twice, the
   * first time; where they are put forward and never show it, as much later as they are put.
   */
  long epochMillis(long localMillis) {
    if (fixed) {
      return localMillis - fixedOffsetMillis;
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(localMillis, DAY_MILLIS));
    long nanosOfDay = Math.floorMod(localMillis, DAY_MILLIS) * 1_000_000;
    return date.atTime(LocalTime.ofNanoOfDay(nanosOfDay)).atZone(zone).toInstant().toEpochMilli();
  }

  /** When a date begins: at midnight, or, where the clocks leap over it, at what comes first. */
  long startOfDay(long epochDay) {
    if (fixed) {
      return epochDay * DAY_MILLIS - fixedOffsetMillis;
    }
    return LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toInstant().toEpochMilli();
  }

  private long offsetMillis(long epochMillis) {
    return 1_000L * rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds();
  }
}
