package dev.eddy.tune;

import java.util.Optional;

/** Is told how far a search has come. Called by the thread that runs it. */
@FunctionalInterface
public interface TuneProgress {
  /** Tells nobody. */
  TuneProgress NONE = (rung, rungs, left, best) -> {};

  /**
   * After each trial.
   *
   * @param rung which one, from 1
   * @param rungs how many there are
   * @param left candidates of this rung that are not yet tried
   * @param best so far, of the candidates that saw most rows
   */
  void tried(int rung, int rungs, int left, Optional<Trial> best);
}
