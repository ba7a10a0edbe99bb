package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;

/**
 * Mean error by level, in bins of half an octave. A bin forgets, and no error counts for more than
 * six times the bin's mean, once it has ten. Levels more than 16 octaves from the first one share
 * the outermost bins.
 */
final class SpreadBins implements Archived {
  private static final int BINS = 64;
  private static final long MOST_COUNTED = 1_000;
  private static final long UNLIMITED = 10;
  private static final double LIMIT = 6;

  private static final long FEWEST_COUNTED = 10;
  private static final double LEAST_SHARE = 0.01; // of all that is counted, or it is outliers
  private static final int FEWEST_BINS = 4;
  private static final double LEAST_LEVEL = 0.01; // of the mean: below it there is only the floor
  private static final double LEAST_SPREAD = 0.3; // of the logarithm of the level

  /** Of the logarithm of the mean magnitude of so many Gaussian errors, times their number. */
  private static final double LEAST_VARIANCE = StrictMath.PI / 2 - 1;

  private final long[] counts = new long[BINS];
  private final double[] levels = new double[BINS];
  private final double[] errors = new double[BINS];
  private int lowest; // the half octave of the first bin
  private boolean placed;

  /**
   * A line through the logarithms of error and level.
   *
   * @param slope β: errors go as the level to that power
   * @param deviation the standard error of that
   */
  record Line(double slope, double deviation) {}

  /** Takes in an error, 0 or more, at a level; one of 0 or less says nothing. */
  void learn(double level, double error) {
    if (!(level > 0)) {
      return;
    }
    if (!placed) {
      placed = true;
      lowest = halfOctave(level) - BINS / 2;
    }
    int bin = Math.max(0, Math.min(BINS - 1, halfOctave(level) - lowest));
    double limit = counts[bin] < UNLIMITED ? Double.MAX_VALUE : LIMIT * errors[bin];
    double counted = errors[bin] > 0 ? Math.min(limit, error) : error;
    counts[bin] = Math.min(MOST_COUNTED, counts[bin] + 1);
    levels[bin] += (level - levels[bin]) / counts[bin];
    errors[bin] += (counted - errors[bin]) / counts[bin];
  }

  private static int halfOctave(double level) {
    int octave = Math.getExponent(level);
    return 2 * octave + (level >= Math.scalb(Math.sqrt(2), octave) ? 1 : 0);
  }

  /** Null as long as there are too few bins, or their levels are too much alike. */
  Line line() {
    boolean[] used = used();
    int bins = 0;
    double weight = 0;
    double x = 0; // means of the logarithms
    double y = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (used[bin]) {
        bins++;
        weight += counts[bin];
        x += counts[bin] / weight * (StrictMath.log(levels[bin]) - x);
        y += counts[bin] / weight * (StrictMath.log(errors[bin]) - y);
      }
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (used[bin]) {
        double right = StrictMath.log(levels[bin]) - x;
        double up = StrictMath.log(errors[bin]) - y;
        xx += counts[bin] * right * right;
        xy += counts[bin] * right * up;
        yy += counts[bin] * up * up;
      }
    }
    if (bins < FEWEST_BINS || xx < LEAST_SPREAD * LEAST_SPREAD * weight) {
      return null;
    }
    double variance = Math.max(LEAST_VARIANCE, (yy - xy * xy / xx) / (bins - 2));
    return new Line(xy / xx, Math.sqrt(variance / xx));
  }

  /**
   * The offset c for which errors go as the level plus c: where a line through errors and levels,
   * in relative terms, meets 0; within a hundredth and all of the mean level.
   */
  double offset() {
    boolean[] used = used();
    double weight = 0;
    double x = 0; // means of 1/level and error/level
    double y = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (used[bin]) {
        weight += counts[bin];
        x += counts[bin] / weight * (1 / levels[bin] - x);
        y += counts[bin] / weight * (errors[bin] / levels[bin] - y);
      }
    }
    double xx = 0;
    double xy = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (used[bin]) {
        xx += counts[bin] * (1 / levels[bin] - x) * (1 / levels[bin] - x);
        xy += counts[bin] * (1 / levels[bin] - x) * (errors[bin] / levels[bin] - y);
      }
    }
    double mean = meanLevel();
    double floor = xx > 0 ? xy / xx : 0;
    double growth = y - floor * x;
    double offset = growth > 0 ? floor / growth : mean;
    return Math.max(LEAST_LEVEL * mean, Math.min(mean, offset));
  }

  private boolean[] used() {
    double all = 0;
    for (long count : counts) {
      all += count;
    }
    double least = LEAST_LEVEL * meanLevel();
    boolean[] used = new boolean[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      used[bin] =
          counts[bin] >= Math.max(FEWEST_COUNTED, LEAST_SHARE * all)
              && errors[bin] > 0
              && levels[bin] > least;
    }
    return used;
  }

  private double meanLevel() {
    double mean = 0;
    double weight = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin] > 0) {
        weight += counts[bin];
        mean += counts[bin] / weight * (levels[bin] - mean);
      }
    }
    return mean;
  }

  @Override
  public void archive(Archive archive) {
    archive.array(counts);
    archive.array(levels);
    archive.array(errors);
    lowest = archive.number(lowest);
    placed = archive.flag(placed);
  }
}
