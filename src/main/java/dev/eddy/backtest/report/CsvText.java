package dev.eddy.backtest.report;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Writes cells of CSV, the same text on every JDK. */
public final class CsvText {
  private CsvText() {}

  /** A number, such that reading it gives the same double; nothing for what is not finite. */
  public static void append(StringBuilder text, double value) {
    if (Double.isFinite(value)) {
      text.append(NumberOutput.toString(value, true));
    }
  }

  /** A text, in quotes where it must be. */
  public static void append(StringBuilder text, String value) {
    boolean plain = true;
    for (int i = 0; i < value.length() && plain; i++) {
      char c = value.charAt(i);
      plain = c != ',' && c != '"' && c != '\n' && c != '\r';
    }
    if (plain) {
      text.append(value);
    } else {
      text.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  }
}
