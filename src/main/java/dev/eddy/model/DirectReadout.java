package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.LearningReport.Outcome;
import dev.eddy.series.Frame;
import dev.eddy.spec.RlsSpec;
import dev.eddy.training.RecursiveLeastSquares;
import java.util.Optional;

/**
 * Weights from one vector of features to every horizon of every target, learned by recursive least
 * squares as the values arrive: one covariance for all, one vector of weights for each output, and
 * an error at horizon h taught with the gain that the features had h steps ago.
 *
 * <p>Not safe for use by several threads. Bytes and cost: those of {@link RecursiveLeastSquares}
 * with targets·horizon outputs.
 */
public final class DirectReadout implements LinearReadout {
  private final RecursiveLeastSquares squares;
  private final int horizon;
  private long updates;
  private double loss;
  private double gradientNorm;
  private boolean taught;
  private boolean skipped; // something that was not finite
  private boolean restarted; // the covariance

  /** Weights of zero. */
  public DirectReadout(RlsSpec spec, int features, Frame frame) {
    this.horizon = frame.horizon();
    this.squares =
        new RecursiveLeastSquares(
            spec, features, frame.targets() * horizon, horizon, Kernels.active());
  }

  @Override
  public void learn(Frame frame, double[] features) {
    long skips = squares.skipped();
    long restarts = squares.restarts();
    if (frame.teaches()) {
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
    updates += taught ? 1 : 0;
    loss = taught ? squared / pairs : Double.NaN;
    gradientNorm = taught ? 2 * Math.sqrt(gradient) / pairs : Double.NaN;
    skipped = squares.skipped() > skips;
    restarted = squares.restarts() > restarts;
  }

  @Override
  public double predict(int target, int h) {
    return squares.predict(target * horizon + h - 1);
  }

  @Override
  public void resetCarry() {
    squares.resetCarry();
  }

  @Override
  public Optional<LearningReport> report() {
    Outcome outcome =
        restarted ? Outcome.RESTARTED : skipped ? Outcome.NON_FINITE : Outcome.APPLIED;
    return taught || skipped || restarted
        ? Optional.of(
            LearningReport.stateless(updates, outcome, loss, GradientReport.plain(gradientNorm)))
        : Optional.empty();
  }

  @Override
  public void archive(Archive archive) {
    squares.archive(archive);
    updates = archive.number(updates);
    loss = archive.number(loss);
    gradientNorm = archive.number(gradientNorm);
    taught = archive.flag(taught);
    skipped = archive.flag(skipped);
    restarted = archive.flag(restarted);
  }
}
