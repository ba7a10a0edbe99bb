package dev.eddy.series;

import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;

/**
 * A date, or a date and a time of day, with or without an offset, read from ISO-8601 text:
 *
 * <pre>
 *   2001-01-31
 *   2001-01-31T07:30   2001-01-31 07:30:15.123456789   2001-01-31T07:30:15Z   …+01  …+0100  …+01:00
 * </pre>
 *
 * What is finer than a millisecond is cut off.
 */
final class IsoTime {
  private static final int MILLIS_PER_MINUTE = 60_000;
  private static final int LONGEST_FRACTION = 9;
  private static final int LARGEST_OFFSET_HOURS = 18;

  private final String text;
  private int position;
  private boolean readable = true;

  private final long epochDay;
  private boolean hasTimeOfDay;
  private int millisOfDay;
  private boolean hasOffset;
  private int offsetSeconds;

  /** Reads the text; ask {@link #readable} first. */
  IsoTime(String text) {
    this.text = text;
    this.epochDay = date();
    if (readable && position < text.length()) {
      hasTimeOfDay = true;
      require(skip('T') || skip('t') || skip(' '));
      millisOfDay = timeOfDay();
      if (readable && position < text.length()) {
        hasOffset = true;
        offsetSeconds = offset();
      }
      require(position == text.length());
    }
  }

  /** True if the text is such a date or time; all else here is meaningless otherwise. */
  boolean readable() {
    return readable;
  }

  /** The date, in days from 1970-01-01. */
  long epochDay() {
    return epochDay;
  }

  /** False if there is a date alone. */
  boolean hasTimeOfDay() {
    return hasTimeOfDay;
  }

  /** The time of day. */
  int millisOfDay() {
    return millisOfDay;
  }

  /** True if an offset from UTC is given. */
  boolean hasOffset() {
    return hasOffset;
  }

  /** The offset, positive east of Greenwich. */
  int offsetSeconds() {
    return offsetSeconds;
  }

  private long date() {
    int year = digits(4);
    require(skip('-'));
    int month = digits(2);
    require(skip('-'));
    int day = digits(2);
    require(month >= 1 && month <= 12);
    if (!readable) {
      return 0;
    }
    int length = Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
    require(day >= 1 && day <= length);
    return readable ? LocalDate.of(year, month, day).toEpochDay() : 0;
  }

  private int timeOfDay() {
    int hour = digits(2);
    require(skip(':'));
    int minute = digits(2);
    require(hour < 24 && minute < 60);
    int millis = (hour * 60 + minute) * MILLIS_PER_MINUTE;
    if (skip(':')) {
      int second = digits(2);
      require(second < 60);
      millis += second * 1_000;
      if (skip('.') || skip(',')) {
        millis += fraction();
      }
    }
    return millis;
  }

  private int fraction() {
    int start = position;
    int millis = 0;
    for (int unit = 100; isDigit(); unit /= 10) {
      millis += unit * (text.charAt(position) - '0');
      position++;
    }
    int digits = position - start;
    require(digits >= 1 && digits <= LONGEST_FRACTION);
    return millis;
  }

  private int offset() {
    if (skip('Z') || skip('z')) {
      return 0;
    }
    boolean west = skip('-');
    require(west || skip('+'));
    int seconds = digits(2) * 3_600;
    if (skip(':') || isDigit()) {
      int minutes = digits(2);
      require(minutes < 60);
      seconds += minutes * 60;
    }
    require(seconds <= LARGEST_OFFSET_HOURS * 3_600);
    return west ? -seconds : seconds;
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (!isDigit()) {
        readable = false;
        return 0;
      }
      value = 10 * value + text.charAt(position++) - '0';
    }
    return value;
  }

  private boolean isDigit() {
    return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
  }

  private boolean skip(char c) {
    boolean there = position < text.length() && text.charAt(position) == c;
    if (there) {
      position++;
    }
    return there;
  }

  private void require(boolean holds) {
    readable &= holds;
  }
}
