package dev.eddy.model;

import dev.eddy.archive.Archive;
import dev.eddy.series.Frame;
import dev.eddy.series.Origins;
import java.util.Arrays;
import java.util.Optional;

/**
 * A readout that is believed as far as it was right: each output is drawn towards zero, which
 * forecasts the base, by its own {@link Trust}. With k features that tell nothing, least squares
 * over n steps add k/n to the squared error; so much is taken back as that was.
 *
 * <p>Not safe for use by several threads. Bytes: those of what it shrinks, 4·H·(H + 1) a target and
 * 24 an output.
 */
public final class ShrunkReadout implements LinearReadout {
  private final LinearReadout readout;
  private final int horizon;
  private final Trust trust; // [targets·H]
  private final Origins[] said; // [targets] before it was shrunk; NaN at a frozen step
  private final double[] predicted; // [targets·H] from the present step, before it is shrunk

  /** Believes nothing. */
  ShrunkReadout(LinearReadout readout, Frame frame) {
    this.readout = readout;
    this.horizon = frame.horizon();
    this.trust = new Trust(frame.targets() * horizon);
    this.said = new Origins[frame.targets()];
    Arrays.setAll(said, t -> new Origins(horizon));
    this.predicted = new double[frame.targets() * horizon];
  }

  @Override
  public void learn(Frame frame, double[] features) {
    long n = frame.steps();
    for (int t = 0; t < said.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        trust.learn(t * horizon + h - 1, said[t].of(n, h), frame.residual(t, h));
      }
    }
    readout.learn(frame, features);
    for (int t = 0; t < said.length; t++) {
      for (int h = 1; h <= horizon; h++) {
        double prediction = readout.predict(t, h);
        predicted[t * horizon + h - 1] = prediction;
        said[t].put(n, h, frame.frozen() ? Double.NaN : prediction);
      }
    }
  }

  /**
   * At step n, until it is learned: the residual that was forecast at step n − h of step n, before
   * it was shrunk; NaN if none was.
   */
  public double unshrunk(long n, int target, int h) {
    return said[target].of(n, h);
  }

  @Override
  public double predict(int target, int h) {
    int output = target * horizon + h - 1;
    return trust.share(output) * predicted[output];
  }

  @Override
  public void resetCarry() {
    readout.resetCarry();
    Arrays.stream(said).forEach(Origins::clear);
    Arrays.fill(predicted, 0);
  }

  @Override
  public Optional<LearningReport> report() {
    return readout.report();
  }

  @Override
  public void archive(Archive archive) {
    readout.archive(archive);
    trust.archive(archive);
    for (Origins open : said) {
      open.archive(archive);
    }
    archive.array(predicted);
  }
}
