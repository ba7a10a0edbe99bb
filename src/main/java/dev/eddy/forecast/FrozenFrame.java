package dev.eddy.forecast;

import dev.eddy.series.Frame;
import dev.eddy.spec.LagsSpec;

/**
 * A frame that goes on and teaches nothing: everything is seen as it is, but no pair is ever
 * complete. Not safe for use by several threads.
 */
public final class FrozenFrame implements Frame {
  private final Frame frame;

  /** Of what is seen as it is. */
  public FrozenFrame(Frame frame) {
    this.frame = frame;
  }

  @Override
  public boolean frozen() {
    return true;
  }

  @Override
  public boolean teaches() {
    return false;
  }

  @Override
  public double residual(int target, int h) {
    return Double.NaN;
  }

  @Override
  public int targets() {
    return frame.targets();
  }

  @Override
  public int horizon() {
    return frame.horizon();
  }

  @Override
  public long steps() {
    return frame.steps();
  }

  @Override
  public double value(int target) {
    return frame.value(target);
  }

  @Override
  public double restore(int target, int h, double residual) {
    return frame.restore(target, h, residual);
  }

  @Override
  public int sequenceSize() {
    return frame.sequenceSize();
  }

  @Override
  public float[] sequence() {
    return frame.sequence();
  }

  @Override
  public int lagsSize(LagsSpec lags) {
    return frame.lagsSize(lags);
  }

  @Override
  public void lagsInto(LagsSpec lags, double[] features) {
    frame.lagsInto(lags, features);
  }
}
