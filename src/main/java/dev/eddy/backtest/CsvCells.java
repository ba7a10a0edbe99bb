package dev.eddy.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the text of a row apart, after RFC 4180: a cell in double quotes may hold commas, line
 * ends, and quotes, which are doubled. Quotes within a cell that does not begin with one are
 * ordinary characters.
 */
final class CsvCells {
  /** Of a text that ends within quotes. */
  static final String OPEN = "a quote that is never closed";

  private final String text;
  private final List<String> cells = new ArrayList<>();
  private Optional<String> fault = Optional.empty();

  CsvCells(String text) {
    this.text = text;
    int at = 0;
    while (at <= text.length() && fault.isEmpty()) {
      at = 1 + (at < text.length() && text.charAt(at) == '"' ? addQuoted(at + 1) : addPlain(at));
    }
  }

  /** What is wrong with the text. */
  Optional<String> fault() {
    return fault;
  }

  /** The cells, if nothing is wrong. */
  String[] cells() {
    return cells.toArray(String[]::new);
  }

  private int addPlain(int start) {
    int comma = text.indexOf(',', start);
    int end = comma < 0 ? text.length() : comma;
    cells.add(text.substring(start, end));
    return end;
  }

  private int addQuoted(int start) {
    StringBuilder cell = new StringBuilder();
    int at = start;
    while (at < text.length()) {
      int quote = text.indexOf('"', at);
      if (quote < 0) {
        break;
      }
      cell.append(text, at, quote);
      boolean isDoubled = quote + 1 < text.length() && text.charAt(quote + 1) == '"';
      if (!isDoubled) {
        cells.add(cell.toString());
        return afterQuote(quote + 1);
      }
      cell.append('"');
      at = quote + 2;
    }
    fault = Optional.of(OPEN);
    return text.length();
  }

  private int afterQuote(int at) {
    if (at < text.length() && text.charAt(at) != ',') {
      fault = Optional.of("text after a closing quote");
    }
    return at;
  }
}
