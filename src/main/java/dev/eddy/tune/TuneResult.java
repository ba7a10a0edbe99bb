package dev.eddy.tune;

import dev.eddy.config.SearchedTopology;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a search.
 *
 * @param topology what was searched
 * @param scored whose forecasts counted
 * @param budget candidates that were asked for
 * @param candidates candidates that were drawn; fewer if the ranges held no more
 * @param rungs how many candidates saw how many rows
 * @param trials by rung, then by candidate
 * @param complete false if it was stopped
 * @param rows rows that were looked at
 * @param refused those of them that were refused
 */
public record TuneResult(
    SearchedTopology topology,
    String scored,
    int budget,
    int candidates,
    List<Rung> rungs,
    List<Trial> trials,
    boolean complete,
    long rows,
    long refused) {
  /**
   * Candidates that saw the same rows.
   *
   * @param share of the steps after the warm-up
   * @param rows in all
   * @param tried how many candidates
   */
  public record Rung(double share, long rows, int tried) {}

  /** Copies. */
  public TuneResult {
    rungs = List.copyOf(rungs);
    trials = List.copyOf(trials);
  }

  /** The best of the candidates that saw most rows; empty if none has a score. */
  public Optional<Trial> best() {
    return best(trials);
  }

  static Optional<Trial> best(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> Double.isFinite(trial.skill()))
        .min(
            Comparator.comparingDouble((Trial trial) -> -trial.share())
                .thenComparing(Trial.BETTER));
  }
}
