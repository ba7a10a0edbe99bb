package dev.eddy.describe;

import java.util.Arrays;

/**
 * The last values of a series and their times, at most {@value #MOST}. Takes what these take, 16
 * bytes each. For one thread.
 */
final class RecentValues {
  private static final int MOST = 20_000;
  private static final int FIRST = 256;

  private long[] times = new long[FIRST];
  private double[] values = new double[FIRST];
  private long count;

  /** The next one. */
  void add(long epochMillis, double value) {
    if (count == times.length && times.length < MOST) {
      int length = Math.min(MOST, 2 * times.length);
      times = Arrays.copyOf(times, length);
      values = Arrays.copyOf(values, length);
    }
    int at = (int) (count % times.length);
    times[at] = epochMillis;
    values[at] = value;
    count++;
  }

  /** How many there are. */
  int size() {
    return (int) Math.min(count, times.length);
  }

  /** The time of one, in milliseconds from the epoch; the oldest is 0. */
  long epochMillis(int place) {
    return times[at(place)];
  }

  /** One of them; the oldest is 0. */
  double value(int place) {
    return values[at(place)];
  }

  private int at(int place) {
    return (int) ((count - size() + place) % times.length);
  }
}
