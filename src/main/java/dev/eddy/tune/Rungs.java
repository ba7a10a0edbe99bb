package dev.eddy.tune;

import dev.eddy.tune.TuneRequest.Strategy;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many rows candidates see, and who goes on to more: successive halving (Jamieson and Talwalkar
 * 2016, PMLR 51:240), but that rows before the first score are the same for all rungs, and no
 * candidate comes out of them with a score.
 */
final class Rungs {
  /** A rung of fewer steps would tell chance from chance. */
  private static final int LEAST_STEPS = 100;

  /** One of so many candidates goes on. */
  private static final int ONE_OF = 3;

  private Rungs() {}

  /**
   * Shares of the steps after the warm-up, rising; the last is 1.
   *
   * @param scorable how many steps there are after the warm-up
   */
  static List<Double> shares(Strategy strategy, long scorable) {
    return Stream.of(0.125, 0.25, 0.5, 1.0)
        .filter(share -> share == 1 || strategy == Strategy.HALVING)
        .filter(share -> share == 1 || share * scorable >= LEAST_STEPS)
        .toList();
  }

  /** Numbers of the better third of the candidates of a rung, one at least. */
  static List<Integer> survivors(List<Trial> trials) {
    int count = (trials.size() + ONE_OF - 1) / ONE_OF;
    return trials.stream()
        .sorted(Trial.BETTER)
        .limit(count)
        .map(Trial::candidate)
        .sorted()
        .toList();
  }
}
