package dev.eddy.series;

import dev.eddy.series.Rejection.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Takes a line of comma-separated values apart, after RFC 4180: a cell in double quotes may hold
 * commas, line ends, and quotes, which are doubled. A line end after the last cell does not count.
 * Quotes within a cell that does not begin with one are ordinary characters.
 *
 * <p>Not safe for use by several threads.
 */
public final class CsvLine {
  private final IntPredicate needed;
  private final StringBuilder quoted = new StringBuilder();
  private boolean isOpen;

  /** For lines of which all cells are wanted. */
  public CsvLine() {
    this.needed = cell -> true;
  }

  /**
   * For lines of which some cells are wanted.
   *
   * @param needed which ones; the others, and those beyond, are empty
   */
  CsvLine(boolean[] needed) {
    boolean[] own = needed.clone();
    this.needed = cell -> cell < own.length && own[cell];
  }

  /**
   * The cells of a line.
   *
   * @return [cells], at least one
   * @throws RejectedRecord if quotes do not match, or a line end is not within quotes
   */
  public String[] split(String text) throws RejectedRecord {
    return split(text.toCharArray(), text.length());
  }

  /** The same, of a text's first characters. The text is not modified. */
  String[] split(char[] text, int length) throws RejectedRecord {
    isOpen = false;
    int end = withoutLineEnd(text, length);
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (at <= end) {
      int start = at;
      boolean isQuoted = at < end && text[at] == '"';
      at = isQuoted ? endOfQuoted(text, at, end) : endOfPlain(text, at, end);
      cells.add(needed.test(cells.size()) ? cell(text, start, at, isQuoted) : "");
      at++;
    }
    return cells.toArray(String[]::new);
  }

  /** True if the text split last ended within quotes, so that its row may go on after it. */
  public boolean isOpen() {
    return isOpen;
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

  private int endOfQuoted(char[] text, int start, int end) throws RejectedRecord {
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
    isOpen = true;
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
