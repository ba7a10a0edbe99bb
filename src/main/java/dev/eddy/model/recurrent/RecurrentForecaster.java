package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.series.Frame;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Losses;
import java.util.Optional;

/**
 * A recurrent network with a direct linear path, which learns online by truncated backpropagation
 * through time or in real time. It starts at the forecast of the frame's base and learns what is
 * left over.
 *
 * <p>Time and bytes are those of {@link TruncatedBackpropagation}, or of {@link RealTimeLearning}
 * where that was asked for. Not safe for use by several threads.
 */
public final class RecurrentForecaster implements Forecaster {
  private final int targets;
  private final int horizon;
  private final OnlineLearner network;
  private final float[] completed; // [targets·horizon]
  private final float[] outputs; // [targets·horizon]

  /**
   * A network at its start.
   *
   * @param frame for its shape alone. Not modified.
   * @param chance where its weights are drawn from
   */
  public RecurrentForecaster(RecurrentSpec spec, Frame frame, Chance chance) {
    targets = frame.targets();
    horizon = frame.horizon();
    completed = new float[targets * horizon];
    outputs = new float[targets * horizon];
    int width = Losses.of(spec.loss()).width();
    NetworkShape shape =
        new NetworkShape(frame.sequenceSize(), spec.layers(), outputs.length, width, true);
    network = OnlineLearner.start(spec, shape, horizon, chance, Kernels.active());
  }

  @Override
  public void learn(Frame frame) {
    for (int target = 0; target < targets; target++) {
      for (int h = 1; h <= horizon; h++) {
        completed[target * horizon + h - 1] = (float) frame.residual(target, h);
      }
    }
    network.step(frame.steps(), frame.sequence(), completed);
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    network.forecastInto(outputs);
    for (int target = 0; target < targets; target++) {
      for (int h = 1; h <= horizon; h++) {
        float residual = outputs[target * horizon + h - 1];
        boolean finite = Math.abs(residual) <= Float.MAX_VALUE;
        forecast[target][h - 1] = frame.restore(target, h, finite ? residual : 0);
      }
    }
  }

  @Override
  public void hasten() {
    network.hasten();
  }

  @Override
  public void resetCarry() {
    network.resetCarry();
  }

  @Override
  public Optional<LearningReport> report() {
    return network.report();
  }

  @Override
  public void archive(Archive archive) {
    network.archive(archive);
  }
}
