package dev.eddy.model.narx;

import dev.eddy.archive.Archive;
import dev.eddy.kernel.Kernels;
import dev.eddy.model.Forecaster;
import dev.eddy.model.LearningReport;
import dev.eddy.model.Readouts;
import dev.eddy.model.ShrunkReadout;
import dev.eddy.model.Trust;
import dev.eddy.series.Frame;
import dev.eddy.series.Origins;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.LevenbergMarquardtSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.training.Chance;
import java.util.Arrays;
import java.util.Optional;

/**
 * A linear part in the lags, and a hidden layer that learns what the linear part, as it stood when
 * it spoke, left over. What the layer says is added as far as it is {@link Trust}ed. Not safe for
 * use by several threads. Bytes and cost: those of its {@link ShrunkReadout} and its hidden layer,
 * and 4·H·(H + 1) bytes a target.
 */
public final class NarxForecaster implements Forecaster {
  private final LagsSpec lags;
  private final int horizon;
  private final ShrunkReadout linear;
  private final Correction hidden;
  private final Trust trust; // [targets·H]
  private final Origins[] corrected; // [targets] by the hidden layer
  private final double[] features; // [k]
  private final double[][] leftOver; // [targets][H]
  private Optional<LearningReport> report = Optional.empty();

  /** With output weights of zero: it forecasts the base. */
  public NarxForecaster(NarxSpec spec, Frame frame, Chance chance) {
    this.lags = spec.lags();
    this.horizon = frame.horizon();
    this.features = new double[frame.lagsSize(lags)];
    this.linear = Readouts.of(spec.readout(), features.length, frame);
    this.hidden = layer(spec, features.length, frame, chance);
    this.trust = new Trust(frame.targets() * horizon);
    this.corrected = new Origins[frame.targets()];
    Arrays.setAll(corrected, t -> new Origins(horizon));
    this.leftOver = new double[frame.targets()][horizon];
  }

  private static Correction layer(NarxSpec spec, int features, Frame frame, Chance chance) {
    return spec.optimizer() instanceof LevenbergMarquardtSpec fitting
        ? new FittedLayer(spec, fitting, features, frame, chance)
        : new HiddenLayer(
            spec, (OptimizerSpec) spec.optimizer(), features, frame, chance, Kernels.active());
  }

  @Override
  public void learn(Frame frame) {
    long n = frame.steps();
    int pairs = settle(frame, n); // before the linear part learns the step
    report = pairs > 0 ? hidden.learn(n, leftOver, pairs) : Optional.empty();
    frame.lagsInto(lags, features);
    linear.learn(frame, features);
    if (frame.frozen()) {
      hidden.pass(n, features);
    } else {
      hidden.advance(n, features);
    }
    for (int t = 0; t < corrected.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        corrected[t].put(n, h, hidden.output(t, h));
      }
    }
  }

  /**
   * What the linear part left over of the pairs that the step completed, and how many those are.
   */
  private int settle(Frame frame, long n) {
    int pairs = 0;
    for (int t = 0; t < corrected.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        double left = frame.residual(t, h) - linear.unshrunk(n, t, h);
        leftOver[t][h - 1] = left;
        pairs += Double.isNaN(left) ? 0 : 1;
        trust.learn(t * horizon + h - 1, corrected[t].of(n, h), left);
      }
    }
    return pairs;
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    for (int t = 0; t < corrected.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        double correction = trust.share(t * horizon + h - 1) * hidden.output(t, h);
        forecast[t][h - 1] = frame.restore(t, h, linear.predict(t, h) + correction);
      }
    }
  }

  @Override
  public void hasten() {
    hidden.hasten();
  }

  @Override
  public void resetCarry() {
    linear.resetCarry();
    Arrays.stream(corrected).forEach(Origins::clear);
  }

  @Override
  public Optional<LearningReport> report() {
    Optional<LearningReport> ofLinear = linear.report();
    return report.isPresent() && ofLinear.isPresent()
        ? Optional.of(report.get().orWorse(ofLinear.get().outcome()))
        : report.or(() -> ofLinear.filter(LearningReport::outOfTheOrdinary));
  }

  @Override
  public void archive(Archive archive) {
    linear.archive(archive);
    hidden.archive(archive);
    trust.archive(archive);
    for (Origins open : corrected) {
      open.archive(archive);
    }
  }
}
