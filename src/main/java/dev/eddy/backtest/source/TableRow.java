package dev.eddy.backtest.source;

import java.util.Optional;

/** A row of a table: its cells, or what is wrong with it. Not copied, not to be modified. */
public final class TableRow {
  private final long number;
  private final String[] cells;
  private final Optional<String> fault;

  private TableRow(long number, String[] cells, Optional<String> fault) {
    this.number = number;
    this.cells = cells;
    this.fault = fault;
  }

  static TableRow of(long number, String[] cells) {
    return new TableRow(number, cells, Optional.empty());
  }

  static TableRow broken(long number, String fault) {
    return new TableRow(number, new String[0], Optional.of(fault));
  }

  /** The line of a text on which it begins, or the row of a table; the first is 1. */
  public long number() {
    return number;
  }

  /** One a column, null where there is nothing; none if it is broken. */
  public String[] cells() {
    return cells;
  }

  /** Why it has no cells, or not one a column. */
  public Optional<String> fault() {
    return fault;
  }
}
