package dev.eddy.backtest.replay;

/** Is told how far a replay has come. Called by the thread that runs it. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = (share, rows) -> {};

  /**
   * After each batch of rows.
   *
   * @param share of the input that has been read, from 0 to 1; NaN if nobody knows
   * @param rows that have been read, of which the last batch is still being replayed
   */
  void reached(double share, long rows);
}
