package dev.eddy.model.recurrent;

import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.LearningReport;
import dev.eddy.spec.LearningRule;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;
import java.util.Optional;

/**
 * A recurrent network that learns as it goes, from targets that arrive h steps after the step that
 * forecasts them. Not safe for use by several threads.
 */
interface OnlineLearner extends Archived {
  /**
   * A network with weights drawn for a start, which learns by the specification's rule.
   *
   * @param shape pairs are [targets][horizon], flat
   * @param chance where its weights are drawn from
   */
  static OnlineLearner start(
      RecurrentSpec spec, NetworkShape shape, int horizon, Chance chance, Kernel kernel) {
    return spec.learning() == LearningRule.RTRL
        ? RealTimeLearning.start(spec, shape, horizon, chance, kernel)
        : TruncatedBackpropagation.start(spec, shape, horizon, chance, kernel);
  }

  /**
   * Takes in step n, learns if an update is due, and passes the step.
   *
   * @param n number of the step
   * @param input [inputs]. Not modified.
   * @param completed [pairs] the targets of the pairs (n − h, h); NaN where missing. Not modified.
   * @return true if there was an update, of which {@link #report} tells
   */
  boolean step(long n, float[] input, float[] completed);

  /**
   * Forecasts from the present step.
   *
   * @param forecast [pairs]; zero before the first step. Modified.
   */
  void forecastInto(float[] forecast);

  /** What the last step's update did, if there was one. */
  Optional<LearningReport> report();

  /** Drops the state and all open pairs; what was learned stays. */
  void resetCarry();

  /** Makes the next updates larger: see {@link dev.eddy.training.Optimizer#hasten}. */
  void hasten();
}
