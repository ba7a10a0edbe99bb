package dev.eddy.tune;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.RowSource;
import dev.eddy.config.SearchRange;
import dev.eddy.config.SearchedTopology;
import java.util.OptionalLong;

/**
 * What is to be tuned.
 *
 * @param topology with ranges
 * @param input history, whose columns are named as the topology's fields
 * @param until how many of the input's rows may be looked at; empty: all
 * @param effort how much is tried
 * @param scored what is to be good
 */
public record TuneRequest(
    SearchedTopology topology, RowSource input, OptionalLong until, Effort effort, Scored scored) {
  private static final int MOST_CANDIDATES = 1_000_000;

  /** Which candidates see how many rows. */
  public enum Strategy {
    /** All see few, the better third of them twice as many, and so on up to all rows. */
    HALVING,
    /** All see all rows. */
    RANDOM
  }

  /** What is scored. */
  public enum Scored {
    /** The entry, if one alone is searched; else the combination. */
    AUTO,
    /** The only entry that is searched, without the others. */
    ENTRY,
    /** The combination of all entries. */
    COMBINED
  }

  /**
   * How much is tried.
   *
   * @param strategy which candidates see how many rows
   * @param budget how many candidates are drawn
   * @param threads how many are replayed at once, each by one thread; changes nothing but speed
   */
  public record Effort(Strategy strategy, int budget, int threads) {
    /**
     * Checks.
     *
     * @throws BacktestFailure if there is no candidate or no thread
     */
    public Effort {
      if (budget < 1 || budget > MOST_CANDIDATES) {
        throw BacktestFailure.ofUse("budget=" + budget + ": must be 1 to " + MOST_CANDIDATES);
      }
      if (threads < 1) {
        throw BacktestFailure.ofUse("threads=" + threads + ": must be 1 or more");
      }
    }
  }

  /**
   * Decides what is scored.
   *
   * @throws BacktestFailure if no row may be looked at, or one entry is to be scored where several
   *     are searched
   */
  public TuneRequest {
    if (until.isPresent() && until.getAsLong() < 1) {
      throw BacktestFailure.ofUse("until=" + until.getAsLong() + ": must be 1 or more rows");
    }
    long entries = topology.ranges().stream().map(SearchRange::entry).distinct().count();
    if (scored == Scored.ENTRY && entries > 1) {
      throw BacktestFailure.ofUse(
          "score=entry: " + entries + " entries are searched; their combination can be scored");
    }
    if (scored == Scored.AUTO) {
      scored = entries > 1 ? Scored.COMBINED : Scored.ENTRY;
    }
  }
}
