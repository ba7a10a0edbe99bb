package dev.eddy.series;

import java.util.Locale;

/**
 * Why a record was refused. Each is counted, and goes with the record to the rejected topic.
 *
 * @param reason the kind of fault
 * @param detail the place, the value and the rule, for whoever has to find it again
 */
public record Rejection(Reason reason, String detail) {
  /** The kinds of fault. */
  public enum Reason {
    /** Not a record of the format: broken JSON, bytes that are no text, a missing column. */
    MALFORMED,
    /** Something other than a finite number where a number belongs. */
    NUMBER,
    /** No time, or none that can be read. */
    TIME,
    /** No name of a series. */
    SERIES,
    /** More bytes than a record may have. */
    SIZE,
    /** Of a step that is closed. */
    LATE,
    /** Too far ahead of its series. */
    FUTURE,
    /** Asks for something that its series cannot do. */
    COMMAND;

    /** The reason as headers, tags and files have it: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
