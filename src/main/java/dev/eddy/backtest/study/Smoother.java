package dev.eddy.backtest.study;

import dev.eddy.backtest.score.Scorer;
import dev.eddy.model.baseline.HoltWinters;
import dev.eddy.series.Frame;
import dev.eddy.spec.LagsSpec;
import java.util.Arrays;

/**
 * What exponential smoothing forecast at the last steps. Bytes: 8·(H + 1)·targets·H beside {@link
 * HoltWinters}. For one thread.
 */
final class Smoother {
  private final Values frame;
  private final HoltWinters smoothing;
  private final double[][][] forecasts; // [H + 1][targets][H] by step
  private final long[] steps; // [H + 1] of which they are

  Smoother(int targets, int horizon, int period) {
    this.frame = new Values(targets, horizon);
    this.smoothing = new HoltWinters(frame, period);
    this.forecasts = new double[horizon + 1][targets][horizon];
    this.steps = new long[horizon + 1];
    Arrays.fill(steps, -1);
  }

  /**
   * Takes a step in.
   *
   * @param ordinal its number in the series; those skipped since the one before are missing
   * @param values [targets], NaN where missing. Not modified.
   */
  void add(long ordinal, double[] values) {
    long skipped = ordinal - frame.step - 1;
    if (skipped > Scorer.WARMUP) {
      smoothing.resetCarry();
    } else {
      double[] missing = new double[values.length];
      Arrays.fill(missing, Double.NaN);
      for (long step = frame.step + 1; step < ordinal; step++) {
        learn(step, missing);
      }
    }
    learn(ordinal, values);
    int slot = (int) (ordinal % steps.length);
    steps[slot] = ordinal;
    smoothing.forecastInto(frame, forecasts[slot]);
  }

  private void learn(long step, double[] values) {
    frame.step = step;
    frame.values = values;
    smoothing.learn(frame);
  }

  /** What was forecast from a step; NaN if that is not known any more. */
  double forecast(long origin, int h, int target) {
    int slot = (int) (origin % steps.length);
    return steps[slot] == origin ? forecasts[slot][target][h - 1] : Double.NaN;
  }

  /** A series that is its values alone. */
  private static final class Values implements Frame {
    private final int targets;
    private final int horizon;
    private long step = -1;
    private double[] values = {};

    Values(int targets, int horizon) {
      this.targets = targets;
      this.horizon = horizon;
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
      return step;
    }

    @Override
    public double value(int target) {
      return values[target];
    }

    @Override
    public double residual(int target, int h) {
      throw none();
    }

    @Override
    public double restore(int target, int h, double residual) {
      throw none();
    }

    @Override
    public int sequenceSize() {
      throw none();
    }

    @Override
    public float[] sequence() {
      throw none();
    }

    @Override
    public int lagsSize(LagsSpec lags) {
      throw none();
    }

    @Override
    public void lagsInto(LagsSpec lags, double[] features) {
      throw none();
    }

    private static UnsupportedOperationException none() {
      return new UnsupportedOperationException("exponential smoothing asks for values alone");
    }
  }
}
