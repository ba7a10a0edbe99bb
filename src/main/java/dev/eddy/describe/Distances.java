package dev.eddy.describe;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far apart the rows of a series are in time. Holds at most {@value #MOST} different distances;
 * those that come later are counted as irregular. For one thread.
 */
final class Distances {
  private static final int MOST = 4_096;
  private static final long DAY = Duration.ofDays(1).toMillis();

  /** By how much clocks that change make a day longer or shorter, and a little. */
  private static final long CLOCKS = Duration.ofHours(2).toMillis();

  private final Map<Long, Long> counts = new HashMap<>();
  private long forward;
  private long same;
  private long backward;
  private Gap longest = new Gap(0, 0, "");

  /**
   * From a row of a series to the next.
   *
   * @param millis its length
   * @param from when it begins, in milliseconds from the epoch
   * @param series whose rows
   */
  record Gap(long millis, long from, String series) {}

  /** Takes note of a row and the one before it. */
  void add(long before, long now, String series) {
    long distance = now - before;
    if (distance == 0) {
      same++;
    } else if (distance < 0) {
      backward++;
    } else {
      forward++;
      if (counts.size() < MOST || counts.containsKey(distance)) {
        counts.merge(distance, 1L, Long::sum);
      }
      if (distance > longest.millis) {
        longest = new Gap(distance, before, series);
      }
    }
  }

  /** The most frequent one, of several the shortest; empty if no row is later than another. */
  Optional<Duration> usual() {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Long, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(entry -> Duration.ofMillis(entry.getKey()));
  }

  /** Which share of them is the most frequent one, from 0 to 1. */
  double usualShare() {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return forward == 0 ? 0 : (double) most / forward;
  }

  /** Which share of them is a whole multiple of a step, from 0 to 1; days may be of 23 hours. */
  double wholeShare(Duration step) {
    long whole =
        counts.entrySet().stream()
            .filter(entry -> isWhole(entry.getKey(), step.toMillis()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return forward == 0 ? 0 : (double) whole / forward;
  }

  private static boolean isWhole(long distance, long step) {
    long off = Math.abs(distance - step * Math.round((double) distance / step));
    return off <= (step % DAY == 0 ? CLOCKS : 0);
  }

  /** How many are longer than a step. */
  long gaps(Duration step) {
    return counts.entrySet().stream()
        .filter(entry -> missing(entry.getKey(), step) > 0)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many steps they leave out. */
  long missing(Duration step) {
    return counts.entrySet().stream()
        .mapToLong(entry -> missing(entry.getKey(), step) * entry.getValue())
        .sum();
  }

  /** How many steps one of them leaves out. */
  static long missing(long distance, Duration step) {
    return Math.max(0, Math.round((double) distance / step.toMillis()) - 1);
  }

  /** The longest one. */
  Gap longest() {
    return longest;
  }

  /** Rows later than the one before. */
  long forward() {
    return forward;
  }

  /** Rows at the time of the one before. */
  long same() {
    return same;
  }

  /** Rows earlier than the one before. */
  long backward() {
    return backward;
  }
}
