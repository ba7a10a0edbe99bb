package dev.eddy.series;

import dev.eddy.series.Rejection.Reason;

/**
 * Takes a line of comma-separated values apart, after RFC 4180: a cell in double quotes may hold
 * commas, line ends, and quotes, which are doubled. A line end after the last cell does not count.
 * Quotes within a cell that does not begin with one are ordinary characters.
 *
 * <p>Not safe for use by several threads.
 */
final class CsvLine {
  private final boolean[] needed;
  private final String[] cells;
  private final StringBuilder quoted = new StringBuilder();

  /**
   * For lines of so many cells.
   *
   * @param needed which cells are wanted; the others are empty
   */
  CsvLine(boolean[] needed) {
    this.needed = needed.clone();
    this.cells = new String[needed.length];
  }

  /**
   * The cells of a line.
   *
   * @param text Not modified.
   * @return [cells], valid until the next call
   * @throws RejectedRecord if quotes do not match, or the number of cells is another
   */
  String[] split(char[] text, int length) throws RejectedRecord {
    int end = withoutLineEnd(text, length);
    int count = 0;
    int at = 0;
    while (at <= end) {
      int start = at;
      boolean isQuoted = at < end && text[at] == '"';
      at = isQuoted ? endOfQuoted(text, at, end) : endOfPlain(text, at, end);
      if (count < cells.length) {
        cells[count] = needed[count] ? cell(text, start, at, isQuoted) : "";
      }
      count++;
      at++;
    }
    if (count != cells.length) {
      throw new RejectedRecord(
          Reason.MALFORMED, count + " cells where there are " + cells.length + " columns");
    }
    return cells;
  }

  private static int withoutLineEnd(char[] text, int length) {
    int end = length;
    if (end > 0 && text[end - 1] == '\n') {
      end--;
      if (end > 0 && text[end - 1] == '\r') {
        end--;
      }
    }
    return end;
  }

  private static int endOfPlain(char[] text, int start, int end) throws RejectedRecord {
    int at = start;
    while (at < end && text[at] != ',') {
      if (text[at] == '\n' || text[at] == '\r') {
        throw new RejectedRecord(Reason.MALFORMED, "more than one line");
      }
      at++;
    }
    return at;
  }

  private static int endOfQuoted(char[] text, int start, int end) throws RejectedRecord {
    int at = start + 1;
    while (at < end) {
      if (text[at] != '"') {
        at++;
      } else if (at + 1 < end && text[at + 1] == '"') {
        at += 2;
      } else if (at + 1 == end || text[at + 1] == ',') {
        return at + 1;
      } else {
        throw new RejectedRecord(Reason.MALFORMED, "text after a closing quote");
      }
    }
    throw new RejectedRecord(Reason.MALFORMED, "a quote that is never closed");
  }

  private String cell(char[] text, int start, int end, boolean isQuoted) {
    if (!isQuoted) {
      return new String(text, start, end - start);
    }
    quoted.setLength(0);
    for (int at = start + 1; at < end - 1; at++) {
      quoted.append(text[at]);
      if (text[at] == '"') {
        at++;
      }
    }
    return quoted.toString();
  }
}
