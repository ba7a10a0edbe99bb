package dev.eddy.model;

import dev.eddy.series.Frame;
import dev.eddy.spec.LagsSpec;
import java.util.Arrays;

/**
 * A frame whose values and residuals a test says. It has no features: a readout is handed its own.
 */
final class ToldFrame implements Frame {
  final double[] values; // [targets]
  final double[][] residuals; // [targets][H] of the pairs that the present step completed
  boolean frozen;
  long steps; // 0: whoever asks is refused

  /** Of values of zero; nothing is completed yet. */
  ToldFrame(int targets, int horizon) {
    this.values = new double[targets];
    this.residuals = new double[targets][horizon];
    for (double[] row : residuals) {
      Arrays.fill(row, Double.NaN);
    }
  }

  @Override
  public int targets() {
    return residuals.length;
  }

  @Override
  public int horizon() {
    return residuals[0].length;
  }

  @Override
  public long steps() {
    if (steps == 0) {
      throw new UnsupportedOperationException("a readout counts by itself");
    }
    return steps;
  }

  @Override
  public boolean frozen() {
    return frozen;
  }

  @Override
  public double value(int target) {
    return values[target];
  }

  @Override
  public double residual(int target, int h) {
    return residuals[target][h - 1];
  }

  @Override
  public double restore(int target, int h, double residual) {
    return 1_000 * target + 100 * h + residual;
  }

  @Override
  public int sequenceSize() {
    throw noFeatures();
  }

  @Override
  public float[] sequence() {
    throw noFeatures();
  }

  @Override
  public int lagsSize(LagsSpec lags) {
    throw noFeatures();
  }

  @Override
  public void lagsInto(LagsSpec lags, double[] features) {
    throw noFeatures();
  }

  private static UnsupportedOperationException noFeatures() {
    return new UnsupportedOperationException("a readout is handed its features");
  }
}
