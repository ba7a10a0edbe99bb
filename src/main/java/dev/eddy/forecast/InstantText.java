package dev.eddy.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Moments as text, in the form of {@link Instant#toString}, in less than half of its time: where
 * steps have a width, a forecast has one for each horizon. Safe for use by several threads.
 */
final class InstantText {
  /** The most characters of a moment, but for years of more than four digits. */
  static final int LONGEST = 24;

  private static final int MILLIS_PER_DAY = 86_400_000;
  private static final int MILLIS_PER_HOUR = 3_600_000;
  private static final int MILLIS_PER_MINUTE = 60_000;
  private static final int MILLIS_PER_SECOND = 1_000;

  private InstantText() {}

  /** A field that is a moment. */
  static void write(JsonGenerator json, String name, long epochMillis) throws IOException {
    json.writeFieldName(name);
    write(json, epochMillis, new char[LONGEST]);
  }

  /**
   * A value that is a moment.
   *
   * @param text modified; {@value #LONGEST} characters
   */
  static void write(JsonGenerator json, long epochMillis, char[] text) throws IOException {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, MILLIS_PER_DAY));
    if (date.getYear() < 0 || date.getYear() > 9_999) {
      json.writeString(Instant.ofEpochMilli(epochMillis).toString());
      return;
    }
    int millisOfDay = Math.floorMod(epochMillis, MILLIS_PER_DAY);
    pair(date.getYear() / 100, text, 0);
    pair(date.getYear() % 100, text, 2);
    text[4] = '-';
    pair(date.getMonthValue(), text, 5);
    text[7] = '-';
    pair(date.getDayOfMonth(), text, 8);
    text[10] = 'T';
    pair(millisOfDay / MILLIS_PER_HOUR, text, 11);
    text[13] = ':';
    pair(millisOfDay / MILLIS_PER_MINUTE % 60, text, 14);
    text[16] = ':';
    pair(millisOfDay / MILLIS_PER_SECOND % 60, text, 17);
    int end = 19;
    int millis = millisOfDay % MILLIS_PER_SECOND;
    if (millis > 0) {
      text[19] = '.';
      text[20] = (char) ('0' + millis / 100);
      pair(millis % 100, text, 21);
      end = 23;
    }
    text[end] = 'Z';
    json.writeString(text, 0, end + 1);
  }

  private static void pair(int number, char[] text, int at) {
    text[at] = (char) ('0' + number / 10);
    text[at + 1] = (char) ('0' + number % 10);
  }
}
