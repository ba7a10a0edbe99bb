package dev.eddy.model.narx;

import dev.eddy.archive.Archived;
import dev.eddy.model.LearningReport;
import java.util.Optional;

/**
 * What learns, from the features of a step, what a linear part leaves over at each horizon. At step
 * n it learns, then takes in the features of n, then speaks. Not safe for use by several threads.
 */
interface Correction extends Archived {
  /**
   * Learns what the linear part left over of the pairs (n − h, h) that step n completes.
   *
   * @param leftOver [targets][H] by horizon; NaN where no pair was completed
   * @param pairs how many of those are numbers, at least 1
   * @return what was done, if it was an update
   */
  Optional<LearningReport> learn(long n, double[][] leftOver, int pairs);

  /**
   * Takes in the features of step n.
   *
   * @param f [k]. Not modified.
   */
  void advance(long n, double[] f);

  /**
   * Takes in the features of a frozen step n, of which no pair will be learned.
   *
   * @param f [k]. Not modified.
   */
  default void pass(long n, double[] f) {
    advance(n, f);
  }

  /** Learns faster for a while, if it learns by gradients. */
  default void hasten() {}

  /** What it says of a target at a horizon, at the step taken in last. */
  double output(int t, int h);
}
