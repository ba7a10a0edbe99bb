package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;

/**
 * History, row by row in the order in which it counts, whatever it is read from. What is held does
 * not grow with what was read. For one thread.
 */
public interface InputRows extends Closeable {
  /** What to call it in a message. */
  String name();

  /**
   * The next row, good or refused; empty at the end.
   *
   * @throws BacktestFailure if it cannot be read on
   */
  Optional<InputRow> next();

  /** Which share has been read, from 0 to 1; NaN if nobody knows how much there is. */
  double share();

  /** What its first row names; empty if it is not known. */
  List<String> columns();

  /** What to say of it if it has no row: the rest of a sentence that its name begins. */
  String emptiness();

  /** What a user should know of the rows read so far beside those refused: sentences. */
  List<String> notes();

  /**
   * By which it is known again, in hexadecimal digits: the SHA-256 of a file as it lies there, of a
   * stream's bytes, of the records that were read of a topic. Reads on to the end.
   *
   * @throws BacktestFailure if it cannot be read on
   */
  String sha256();

  /**
   * Closes what is read.
   *
   * @throws BacktestFailure if that fails
   */
  @Override
  void close();
}
