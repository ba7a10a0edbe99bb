package dev.eddy.backtest.source;

/** Where a table is read from without a topology: a file, or standard input. Immutable. */
public interface TableSource {
  /** What to call it in a message. */
  String name();

  /**
   * Begins to read.
   *
   * @return to be closed
   * @throws dev.eddy.backtest.BacktestFailure if it cannot be read
   */
  TableRows openTable();
}
