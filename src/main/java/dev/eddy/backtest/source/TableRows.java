package dev.eddy.backtest.source;

import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/**
 * What a file or a pipe holds, cell by cell, before anybody has said what its columns mean. What is
 * held does not grow with what was read. For one thread.
 */
public interface TableRows extends Closeable {
  /** What to call it in a message. */
  String name();

  /**
   * The names of the columns; of JSON lines, of the fields that were met so far, which grow at the
   * end.
   */
  List<String> columns();

  /**
   * True if the column has held a text between quotes: such a value is no number, even if it reads
   * like one. Never of a format whose cells are all texts.
   */
  default boolean isQuoted(int column) {
    return false;
  }

  /**
   * The next row, of no more cells than there are columns, those that it leaves out being empty;
   * none at the end. Where an input breaks off there is a last row, which is broken.
   *
   * @throws dev.eddy.backtest.BacktestFailure if it cannot be read on
   */
  Optional<TableRow> next();

  /** What to say of it if it has no row: the rest of a sentence that its name begins. */
  String emptiness();

  /**
   * Closes what is read.
   *
   * @throws dev.eddy.backtest.BacktestFailure if that fails
   */
  @Override
  void close();
}
