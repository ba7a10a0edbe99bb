package dev.eddy.describe;

import java.time.Duration;
import java.util.Arrays;

/** One series: how much there is of it, and its last values. For one thread. */
final class SeriesTally {
  private final String name;
  private final RecentValues recent = new RecentValues();
  private final MeansOverTime hours = new MeansOverTime(Duration.ofHours(1).toMillis());
  private final MeansOverTime days = new MeansOverTime(Duration.ofDays(1).toMillis());
  private final double[] first; // [numbers] NaN until there is one
  private final boolean[] varies; // [numbers]
  private long rows;

  /**
   * None yet.
   *
   * @param numbers columns with numbers
   */
  SeriesTally(String name, int numbers) {
    this.name = name;
    this.first = new double[numbers];
    Arrays.fill(first, Double.NaN);
    this.varies = new boolean[numbers];
  }

  /**
   * A row that is later than all before.
   *
   * @param target NaN if missing
   */
  void add(long epochMillis, double target) {
    recent.add(epochMillis, target);
    if (!Double.isNaN(target)) {
      hours.add(epochMillis, target);
      days.add(epochMillis, target);
    }
  }

  /**
   * The numbers of a row.
   *
   * @param numbers NaN where missing. Not modified.
   */
  void addNumbers(double[] numbers) {
    rows++;
    for (int i = 0; i < numbers.length; i++) {
      if (Double.isNaN(first[i])) {
        first[i] = numbers[i];
      } else if (!Double.isNaN(numbers[i])) {
        varies[i] |= numbers[i] != first[i];
      }
    }
  }

  /** What it is called. */
  String name() {
    return name;
  }

  /** How many rows it has. */
  long rows() {
    return rows;
  }

  /** True if a column has two different numbers in it. */
  boolean varies(int number) {
    return varies[number];
  }

  /** The last values of the target. */
  RecentValues recent() {
    return recent;
  }

  /** Its means over an hour each. */
  RecentValues hours() {
    return hours.means();
  }

  /** Its means over a day each. */
  RecentValues days() {
    return days.means();
  }
}
