package dev.eddy.backtest.replay;

import java.util.List;

/**
 * How what was published compares with what a replay forecast.
 *
 * @param equal forecasts that are the same, every number with {@code ==}
 * @param different forecasts of the same series, step and model that are not
 * @param unknown published forecasts that the replay has none for, as of records before its input
 * @param unpublished replayed forecasts that the topic does not have, as what is older than its
 *     retention
 * @param first of those that differ, where they are
 */
public record VerificationResult(
    long equal, long different, long unknown, long unpublished, List<String> first) {
  /** Copies the list. */
  public VerificationResult {
    first = List.copyOf(first);
  }

  /** Whether there was something to compare, and all of it was the same. */
  public boolean holds() {
    return equal > 0 && different == 0;
  }
}
