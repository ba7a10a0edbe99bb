package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;

/** Where history is read from: a file, standard input, or a topic. Immutable. */
public interface RowSource {
  /** What to call it in a message. */
  String name();

  /**
   * Begins to read.
   *
   * @param spec whose fields the rows have
   * @return to be closed
   * @throws BacktestFailure if it cannot be read, or has not what the topology needs
   */
  InputRows open(TopologySpec spec);
}
