package dev.eddy.model.baseline;

import dev.eddy.archive.Archive;
import dev.eddy.model.Forecaster;
import dev.eddy.series.Frame;
import java.util.Arrays;

/**
 * The line through the first value and the last. 24 bytes a target; one operation a horizon. On a
 * ramp of whole numbers it is exact from the second value on.
 */
public final class Drift implements Forecaster {
  private final double[] first; // [targets]
  private final long[] firstStep; // [targets]
  private final double[] last; // [targets]
  private final long[] lastStep; // [targets]

  /** Nothing seen yet: forecasts are NaN until something is. */
  public Drift(Frame frame) {
    int targets = frame.targets();
    this.first = new double[targets];
    this.firstStep = new long[targets];
    this.last = new double[targets];
    this.lastStep = new long[targets];
    resetCarry();
  }

  @Override
  public void learn(Frame frame) {
    for (int target = 0; target < last.length; target++) {
      double value = frame.value(target);
      if (Double.isNaN(value)) {
        continue;
      }
      if (Double.isNaN(first[target])) {
        first[target] = value;
        firstStep[target] = frame.steps();
      }
      last[target] = value;
      lastStep[target] = frame.steps();
    }
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    for (int target = 0; target < last.length; target++) {
      long span = lastStep[target] - firstStep[target];
      double slope = span > 0 ? (last[target] - first[target]) / span : 0;
      long since = frame.steps() - lastStep[target];
      for (int h = 1; h <= frame.horizon(); h++) {
        forecast[target][h - 1] = last[target] + (since + h) * slope;
      }
    }
  }

  @Override
  public void resetCarry() {
    Arrays.fill(first, Double.NaN);
    Arrays.fill(last, Double.NaN);
  }

  @Override
  public void rewind(long step, int count) {
    for (int target = 0; target < last.length; target++) {
      first[target] = firstStep[target] < step ? first[target] : Double.NaN;
      last[target] = Double.NaN;
    }
  }

  @Override
  public void archive(Archive archive) {
    archive.array(first);
    archive.array(firstStep);
    archive.array(last);
    archive.array(lastStep);
  }
}
