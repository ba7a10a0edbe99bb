package dev.eddy.series;

/** How a text tells a time: as a point of its own, or as what a zone's clocks show. */
public enum TimeForm {
  /** In milliseconds from the epoch, or as the timestamp of a record. */
  NUMBER,
  /** A date, or date and time of day, of the topology's zone. */
  LOCAL,
  /** With its offset from UTC. */
  OFFSET;

  private static final int DATE_LENGTH = 10;

  /** Of a text that was read as a time: what is no number nor has a time of day is a date. */
  public static TimeForm of(String text) {
    String stripped = text.strip();
    int colon = stripped.indexOf(':');
    if (colon < 0) {
      boolean isDate = stripped.length() == DATE_LENGTH && stripped.charAt(4) == '-';
      return isDate ? LOCAL : NUMBER;
    }
    for (int at = colon + 1; at < stripped.length(); at++) {
      char c = stripped.charAt(at);
      if (c == 'Z' || c == 'z' || c == '+' || c == '-') {
        return OFFSET;
      }
    }
    return LOCAL;
  }
}
