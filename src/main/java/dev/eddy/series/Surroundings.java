package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.TopologySpec;
import java.util.Arrays;

/**
 * What is known beside the targets: inputs up to now, inputs known ahead and the calendar, each in
 * its running scale around its running mean, which no outlier moves far, and bounded. One for a
 * series, shared by all its frames.
 *
 * <p>Not safe for use by several threads. Bytes: about 8·lags an input.
 */
public final class Surroundings implements Archived {
  private static final double LIMIT = 4;
  private static final double SLOWEST_RATE = 0.005;
  private static final double LIMIT_OF_CHANGE = 6;
  private static final long UNLIMITED = 10;

  private final int lags;
  private final CalendarFeatures calendar;
  private final double[][] past; // [inputs][lags] ring, bounded; NaN where missing
  private final double[][] ahead; // [known][H + 1], bounded; NaN where missing
  private final double[] means; // [inputs + known]
  private final Scale[] scales; // [inputs + known]
  private final long[] counts; // [inputs + known]
  private final float[] calendarNow;
  private boolean frozen;
  private long steps;

  /**
   * Nothing seen yet.
   *
   * @param lags how many steps back, the present one included, can be asked for; at least 1
   */
  public Surroundings(TopologySpec spec, CalendarFeatures calendar, int lags) {
    this.lags = lags;
    this.calendar = calendar;
    int inputs = spec.source().inputs().size();
    int known = spec.source().known().size();
    this.past = new double[inputs][lags];
    this.ahead = new double[known][spec.forecast().horizon() + 1];
    this.means = new double[inputs + known];
    this.scales = new Scale[inputs + known];
    Arrays.setAll(scales, i -> new Scale());
    this.counts = new long[inputs + known];
    this.calendarNow = new float[calendar.size()];
    resetCarry();
  }

  /**
   * Stops learning scales from values, or takes it up again.
   *
   * @param from not archived
   */
  public void freeze(boolean from) {
    frozen = from;
  }

  /** Moves on to a step. */
  public void advance(Step step) {
    steps++;
    int slot = (int) (steps % lags);
    for (int i = 0; i < past.length; i++) {
      double value = step.inputs()[i];
      take(i, value);
      past[i][slot] = scaled(i, value);
    }
    for (int k = 0; k < ahead.length; k++) {
      int i = past.length + k;
      take(i, step.known()[k][0]);
      for (int h = 0; h < ahead[k].length; h++) {
        ahead[k][h] = scaled(i, step.known()[k][h]);
      }
    }
    calendar.into(step.index(), calendarNow, 0);
  }

  private void take(int i, double value) {
    if (!frozen && !Double.isNaN(Bound.credible(value))) {
      counts[i]++;
      double change = value - means[i];
      double limit = LIMIT_OF_CHANGE * scales[i].value();
      if (counts[i] > UNLIMITED && limit > 0) {
        change = Math.max(-limit, Math.min(limit, change));
      }
      means[i] += Math.max(1.0 / counts[i], SLOWEST_RATE) * change;
      scales[i].learn(Math.abs(value - means[i]));
    }
  }

  private double scaled(int i, double value) {
    double scale = scales[i].value();
    return Double.isNaN(value)
        ? value
        : scale > 0 ? Bound.within(LIMIT, (value - means[i]) / scale) : 0;
  }

  int size(int inputLags) {
    return past.length * (inputLags > 0 ? inputLags + 1 : 0)
        + (ahead.length == 0 ? 0 : ahead.length * ahead[0].length)
        + calendarNow.length;
  }

  /**
   * Each input's present and past values and a mark for a missing present one, the values known
   * ahead, the calendar; missing values are 0.
   *
   * @param out Modified from {@code at} on.
   */
  void into(int inputLags, double[] out, int at) {
    int next = at;
    for (double[] input : past) {
      for (int lag = 0; lag < inputLags; lag++) {
        out[next++] = orZero(input[(int) Math.floorMod(steps - lag, (long) lags)]);
      }
      if (inputLags > 0) {
        out[next++] = Double.isNaN(input[(int) (steps % lags)]) ? 1 : 0;
      }
    }
    for (double[] values : ahead) {
      for (double value : values) {
        out[next++] = orZero(value);
      }
    }
    for (float feature : calendarNow) {
      out[next++] = feature;
    }
  }

  /** See {@link CalendarFeatures#seasonSize}. */
  int seasonSize() {
    return calendar.seasonSize();
  }

  /** One of the features that tell where in that season the present step stands. */
  double season(int feature) {
    return calendarNow[feature];
  }

  /** Forgets the past values, after a long silence; means and scales stay. */
  public void resetCarry() {
    for (double[] input : past) {
      Arrays.fill(input, Double.NaN);
    }
  }

  /** Goes back, so that as many steps can be taken in once more; means and scales stay. */
  public void rewind(int count) {
    for (int gone = Math.min(count, lags); gone > 0; gone--) {
      for (double[] input : past) {
        input[(int) Math.floorMod(steps - gone + 1, (long) lags)] = Double.NaN;
      }
    }
    steps -= count;
  }

  private static double orZero(double value) {
    return Double.isNaN(value) ? 0 : value;
  }

  @Override
  public void archive(Archive archive) {
    for (double[] input : past) {
      archive.array(input);
    }
    for (double[] values : ahead) {
      archive.array(values);
    }
    archive.array(means);
    for (Scale scale : scales) {
      scale.archive(archive);
    }
    archive.array(counts);
    archive.array(calendarNow);
    steps = archive.number(steps);
  }
}
