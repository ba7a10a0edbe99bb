package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;

/**
 * Running mean magnitude of a quantity: the plain mean at first, then an exponential one, with each
 * contribution limited to a multiple of the present mean, so that an outlier moves it little; a
 * large one among the first ten, as the mean is not sure yet. 16 bytes; a few operations a step.
 */
final class Scale implements Archived {
  private static final double SLOWEST_RATE = 0.002;
  private static final double LIMIT = 6;
  private static final long FIRST = 10;
  private static final double FIRST_LIMIT = 50;

  private double mean;
  private long count;

  /** Takes in one magnitude, 0 or more and finite. */
  void learn(double magnitude) {
    count++;
    double rate = Math.max(1.0 / count, SLOWEST_RATE);
    double limit = mean == 0 ? magnitude : (count <= FIRST ? FIRST_LIMIT : LIMIT) * mean;
    double counted = Math.min(magnitude, limit);
    mean += rate * (counted - mean);
  }

  /** The mean magnitude; 0 before anything but zeros was seen. */
  double value() {
    return mean;
  }

  @Override
  public void archive(Archive archive) {
    mean = archive.number(mean);
    count = archive.number(count);
  }
}
