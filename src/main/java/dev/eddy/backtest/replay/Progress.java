package dev.eddy.backtest.replay;

/** Is told how far a replay has come. Called by the thread that runs it. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (bytes, ofBytes, rows) -> {};

  /**
   * After each batch of rows.
   *
   * @param bytes of the file that have been read
   * @param ofBytes its size
   * @param rows that have been read, of which the last batch is still being replayed
   */
  void reached(long bytes, long ofBytes, long rows);
}
