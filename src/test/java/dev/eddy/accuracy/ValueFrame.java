package dev.eddy.accuracy;

import dev.eddy.series.Frame;
import dev.eddy.spec.LagsSpec;

/** A series of one target as a baseline sees it: its values, and nothing else. */
final class ValueFrame implements Frame {
  private final int horizon;
  private double value = Double.NaN;
  private long steps;

  ValueFrame(int horizon) {
    this.horizon = horizon;
  }

  void advance(double next) {
    value = next;
    steps++;
  }

  @Override
  public int targets() {
    return 1;
  }

  @Override
  public int horizon() {
    return horizon;
  }

  @Override
  public long steps() {
    return steps;
  }

  @Override
  public double value(int target) {
    return value;
  }

  @Override
  public double residual(int target, int h) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double restore(int target, int h, double residual) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int sequenceSize() {
    throw new UnsupportedOperationException();
  }

  @Override
  public float[] sequence() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int lagsSize(LagsSpec lags) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void lagsInto(LagsSpec lags, double[] features) {
    throw new UnsupportedOperationException();
  }
}
