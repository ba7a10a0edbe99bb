package dev.eddy.model.baseline;

import dev.eddy.archive.Archive;
import dev.eddy.model.Forecaster;
import dev.eddy.series.Frame;
import java.util.Arrays;

/** What was last seen goes on. 8 bytes a target; one operation a horizon. */
public final class LastValue implements Forecaster {
  private final double[] last; // [targets]

  /** Nothing seen yet: forecasts are NaN until something is. */
  public LastValue(Frame frame) {
    this.last = new double[frame.targets()];
    Arrays.fill(last, Double.NaN);
  }

  @Override
  public void learn(Frame frame) {
    for (int target = 0; target < last.length; target++) {
      double value = frame.value(target);
      last[target] = Double.isNaN(value) ? last[target] : value;
    }
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    for (int target = 0; target < last.length; target++) {
      Arrays.fill(forecast[target], last[target]);
    }
  }

  /** Nothing to drop: the last value, however old, is the forecast. */
  @Override
  public void resetCarry() {}

  @Override
  public void rewind(long step, int count) {
    Arrays.fill(last, Double.NaN);
  }

  @Override
  public void archive(Archive archive) {
    archive.array(last);
  }
}
