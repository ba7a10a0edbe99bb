package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.series.Frame;
import dev.eddy.spec.RlsSpec;
import dev.eddy.training.RecursiveLeastSquares;

/**
 * Weights from one vector of features to every horizon of every target, learned by recursive least
 * squares as the values arrive: one covariance for all, one vector of weights for each output, and
 * an error at horizon h taught with the gain that the features had h steps ago.
 *
 * <p>Not safe for use by several threads. Bytes and cost: those of {@link RecursiveLeastSquares}
 * with targets·horizon outputs.
 */
public final class DirectReadout implements Archived {
  private final RecursiveLeastSquares squares;
  private final int horizon;
  private long updates;
  private double loss;
  private double gradientNorm;
  private boolean taught;

  /** Weights of zero. */
  public DirectReadout(RlsSpec spec, int features, Frame frame) {
    this.horizon = frame.horizon();
    this.squares =
        new RecursiveLeastSquares(
            spec, features, frame.targets() * horizon, horizon, Kernels.active());
  }

  /**
   * Takes in the features of the present step, then learns the pairs that it completed. A step in
   * which no target was observed has features of old values, and teaches neither now nor later.
   *
   * @param features [features]. Not modified.
   */
  public void learn(Frame frame, double[] features) {
    if (observed(frame)) {
      squares.advance(features);
    } else {
      squares.pass(features);
    }
    int pairs = 0;
    double squared = 0;
    double gradient = 0;
    for (int t = 0; t < frame.targets(); t++) {
      for (int h = 1; h <= horizon; h++) {
        double residual = frame.residual(t, h);
        if (!Double.isNaN(residual)) {
          double error = squares.learn(h, t * horizon + h - 1, residual);
          if (!Double.isNaN(error)) {
            pairs++;
            squared += error * error;
            gradient += error * error * squares.squaredNorm(h);
          }
        }
      }
    }
    taught = pairs > 0;
    if (taught) {
      updates++;
      loss = squared / pairs;
      gradientNorm = 2 * Math.sqrt(gradient) / pairs;
    }
  }

  private static boolean observed(Frame frame) {
    for (int t = 0; t < frame.targets(); t++) {
      if (!Double.isNaN(frame.value(t))) {
        return true;
      }
    }
    return false;
  }

  /** The residual that is forecast from the features taken in last. */
  public double predict(int target, int h) {
    return squares.predict(target * horizon + h - 1);
  }

  /**
   * Forgets features whose values have not arrived, after a long silence; weights and covariance
   * stay.
   */
  public void resetCarry() {
    squares.resetCarry();
  }

  /**
   * Forecasts every horizon of every target from the features taken in last.
   *
   * @param frame Not modified.
   * @param forecast [targets][H] in the targets' units. Modified.
   */
  public void forecastInto(Frame frame, double[][] forecast) {
    for (int t = 0; t < frame.targets(); t++) {
      for (int h = 1; h <= horizon; h++) {
        forecast[t][h - 1] = frame.restore(t, h, predict(t, h));
      }
    }
  }

  /** Whether the last {@link #learn} taught anything. */
  public boolean taught() {
    return taught;
  }

  /** What the last {@link #learn} that taught did. */
  public LearningReport report() {
    return LearningReport.stateless(
        updates, Outcome.APPLIED, loss, GradientReport.plain(gradientNorm));
  }

  @Override
  public void archive(Archive archive) {
    squares.archive(archive);
    updates = archive.number(updates);
    loss = archive.number(loss);
    gradientNorm = archive.number(gradientNorm);
    taught = archive.flag(taught);
  }
}
