package dev.eddy.describe;

import dev.eddy.series.EventTimes;
import dev.eddy.series.Numbers;
import dev.eddy.series.RejectedRecord;
import java.util.OptionalLong;

/** How a column writes times. A topology reads the first two; the others are named to the user. */
enum TimeUnits {
  /** Dates, or dates and times of day, with or without an offset. */
  ISO(0, 0, "ISO-8601"),
  /** From the epoch. */
  MILLISECONDS(1e11, 1, "milliseconds from the epoch"),
  /** From the epoch. */
  SECONDS(1e8, 1e3, "seconds from the epoch"),
  /** From the epoch. */
  MICROSECONDS(1e14, 1e-3, "microseconds from the epoch"),
  /** From the epoch. */
  NANOSECONDS(1e17, 1e-6, "nanoseconds from the epoch");

  /** What the largest number of a unit is to the least: from 1973 to 2100, as all units have it. */
  private static final double SPAN = 41.02;

  private final double least;
  private final double millis;
  private final String words;

  TimeUnits(double least, double millis, String words) {
    this.least = least;
    this.millis = millis;
    this.words = words;
  }

  /** True if a topology's {@code source.time} may name such a column. */
  boolean isReadable() {
    return this == ISO || this == MILLISECONDS;
  }

  /** What a reader calls it. */
  String words() {
    return words;
  }

  /** True if a number is a time between 1973 and 2100 in this unit. */
  boolean fits(double number) {
    return this != ISO && number >= least && number <= least * SPAN;
  }

  /** The time that a cell tells, in milliseconds from the epoch; empty if it tells none. */
  OptionalLong epochMillis(String cell, EventTimes times) {
    try {
      if (isReadable()) {
        return OptionalLong.of(times.parse("time", cell));
      }
      String number = cell.strip();
      return Numbers.isNumber(number)
          ? OptionalLong.of((long) Math.floor(Numbers.parse(number) * millis))
          : OptionalLong.empty();
    } catch (RejectedRecord e) {
      return OptionalLong.empty();
    }
  }
}
