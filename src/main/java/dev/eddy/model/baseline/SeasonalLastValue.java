package dev.eddy.model.baseline;

import dev.eddy.archive.Archive;
import dev.eddy.model.Forecaster;
import dev.eddy.series.Frame;
import java.util.Arrays;

/**
 * What was seen one season before the step in question, or, where that was missing or before the
 * first season is full, what was last seen. 8·period bytes a target; one operation a horizon.
 */
public final class SeasonalLastValue implements Forecaster {
  private final int period;
  private final double[][] past; // [targets][period] ring by step
  private final LastValue fallback;

  /**
   * Nothing seen yet.
   *
   * @param period steps of a season
   */
  public SeasonalLastValue(Frame frame, int period) {
    this.period = period;
    this.past = new double[frame.targets()][period];
    this.fallback = new LastValue(frame);
    resetCarry();
  }

  @Override
  public void learn(Frame frame) {
    fallback.learn(frame);
    for (int target = 0; target < past.length; target++) {
      past[target][slot(frame.steps())] = frame.value(target);
    }
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    fallback.forecastInto(frame, forecast);
    for (int target = 0; target < past.length; target++) {
      for (int h = 1; h <= frame.horizon(); h++) {
        double then = past[target][slot(frame.steps() + h)];
        forecast[target][h - 1] = Double.isNaN(then) ? forecast[target][h - 1] : then;
      }
    }
  }

  @Override
  public void resetCarry() {
    for (double[] values : past) {
      Arrays.fill(values, Double.NaN);
    }
  }

  /** The places of the steps that follow are taken by them. */
  @Override
  public void rewind(long step, int count) {
    fallback.rewind(step, count);
  }

  /** Of the step of this number and of every other of its place in the season. */
  private int slot(long step) {
    return (int) Math.floorMod(step, (long) period);
  }

  @Override
  public void archive(Archive archive) {
    for (double[] values : past) {
      archive.array(values);
    }
    fallback.archive(archive);
  }
}
