package dev.eddy.describe;

/**
 * Means of a series over spans of equal width, the last {@code 20,000} of them, so that seasons far
 * longer than a step can be seen. For one thread.
 */
final class MeansOverTime {
  private final long width;
  private final RecentValues means = new RecentValues();
  private long span;
  private double sum;
  private long count;

  /** Of spans so many milliseconds wide, from the epoch on. */
  MeansOverTime(long width) {
    this.width = width;
  }

  /** A value; one that is of an earlier span counts as of the present. */
  void add(long epochMillis, double value) {
    long now = Math.floorDiv(epochMillis, width);
    if (count > 0 && now > span) {
      means.add(span * width, sum / count);
      sum = 0;
      count = 0;
    }
    span = count == 0 ? now : span;
    sum += value;
    count++;
  }

  /** Those of spans that are over. */
  RecentValues means() {
    return means;
  }
}
