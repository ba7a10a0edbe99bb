package dev.eddy.backtest.source;

import java.util.Optional;

/** A row of a CSV file: its cells, or what is wrong with it. Not copied, not to be modified. */
public final class CsvRow {
  private final long line;
  private final String[] cells;
  private final Optional<String> fault;

  private CsvRow(long line, String[] cells, Optional<String> fault) {
    this.line = line;
    this.cells = cells;
    this.fault = fault;
  }

  static CsvRow of(long line, String[] cells) {
    return new CsvRow(line, cells, Optional.empty());
  }

  static CsvRow broken(long line, String fault) {
    return new CsvRow(line, new String[0], Optional.of(fault));
  }

  /** The line on which it begins; the first line of a file is 1. */
  public long line() {
    return line;
  }

  /** One a column; none if it is broken. */
  public String[] cells() {
    return cells;
  }

  /** Why it has no cells, or not one a column. */
  public Optional<String> fault() {
    return fault;
  }
}
