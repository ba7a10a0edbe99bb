package dev.eddy.model.recurrent;

import dev.eddy.series.Frame;
import dev.eddy.spec.LagsSpec;

/**
 * Residuals and inputs that are waves, without a series behind them; the base is 1000, the scale
 * 10.
 */
final class WaveFrame implements Frame {
  private final int targets;
  private final int horizon;
  private long n;

  /** True: nothing was observed. */
  boolean missing;

  /** True: the inputs are not finite. */
  boolean poison;

  /** On every residual. */
  double factor = 1;

  WaveFrame(int targets, int horizon) {
    this.targets = targets;
    this.horizon = horizon;
  }

  void advance() {
    n++;
  }

  WaveFrame copy() {
    WaveFrame copy = new WaveFrame(targets, horizon);
    copy.n = n;
    return copy;
  }

  @Override
  public int targets() {
    return targets;
  }

  @Override
  public int horizon() {
    return horizon;
  }

  @Override
  public long steps() {
    return n;
  }

  @Override
  public double value(int target) {
    throw new UnsupportedOperationException("for baselines");
  }

  @Override
  public double residual(int target, int h) {
    if (missing || h >= n) {
      return Double.NaN;
    }
    return factor * Math.sin(0.3 * n + target) * (1 + 0.1 * h);
  }

  @Override
  public double restore(int target, int h, double residual) {
    return 1000 + 10 * residual;
  }

  @Override
  public int sequenceSize() {
    return 2;
  }

  @Override
  public float[] sequence() {
    float first = poison ? Float.NaN : (float) Math.sin(0.3 * n);
    float second = poison ? Float.NEGATIVE_INFINITY : (float) Math.cos(0.3 * n);
    return new float[] {first, second};
  }

  @Override
  public int lagsSize(LagsSpec lags) {
    throw new UnsupportedOperationException("for models with tapped delays");
  }

  @Override
  public void lagsInto(LagsSpec lags, double[] features) {
    throw new UnsupportedOperationException("for models with tapped delays");
  }
}
