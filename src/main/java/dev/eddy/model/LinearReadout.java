package dev.eddy.model;

import dev.eddy.archive.Archived;
import dev.eddy.series.Frame;
import java.util.Optional;

/**
 * Weights from one vector of features to every horizon of every target, learned as the values
 * arrive. Not safe for use by several threads.
 */
public interface LinearReadout extends Archived {
  /**
   * Takes in the features of the present step, and learns the pairs that it completed. The features
   * of a step that does not {@linkplain Frame#teaches teach} teach neither now nor later.
   *
   * @param frame Not modified.
   * @param features [features]. Not modified.
   */
  void learn(Frame frame, double[] features);

  /** The residual that is forecast from the features taken in last. */
  double predict(int target, int h);

  /**
   * Forgets features whose values have not arrived, after a long silence; what was learned stays.
   * Until features are taken in again, a residual of zero is forecast.
   */
  void resetCarry();

  /** What the last {@link #learn} did, if it was an update or ought to have been one. */
  Optional<LearningReport> report();

  /**
   * Forecasts every horizon of every target from the features taken in last.
   *
   * @param frame Not modified.
   * @param forecast [targets][H] in the targets' units. Modified.
   */
  default void forecastInto(Frame frame, double[][] forecast) {
    for (int t = 0; t < frame.targets(); t++) {
      for (int h = 1; h <= frame.horizon(); h++) {
        forecast[t][h - 1] = frame.restore(t, h, predict(t, h));
      }
    }
  }
}
