package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.List;

/**
 * What a series does over a season: a running mean for each slot of the longest season the calendar
 * offers, and of the shorter ones, which answer until the longest has been seen. Steps are bounded,
 * so that one strange day does not stay; a slot that is new, or was seen once and differently,
 * starts from what the slot says that stands in for it, or else a shorter season, if one does, and
 * else from the newer value.
 *
 * <p>16 bytes a slot of each season; a few operations a step and season.
 */
final class Profile implements Archived {
  private static final double SLOWEST_RATE = 0.1;
  private static final double LIMIT = 4;

  private final List<Season> seasons; // shortest first
  private final double[][] means; // [season][slot]
  private final long[][] counts; // [season][slot]
  private final Scale deviation = new Scale();

  /**
   * Nothing seen yet.
   *
   * @param seasons shortest first
   */
  Profile(List<Season> seasons) {
    this.seasons = List.copyOf(seasons);
    this.means =
        seasons.stream().map(season -> new double[season.allSlots()]).toArray(double[][]::new);
    this.counts =
        seasons.stream().map(season -> new long[season.allSlots()]).toArray(long[][]::new);
  }

  /** Takes in the value of a step. */
  void learn(long index, double value) {
    double limit = LIMIT * deviation.value();
    double before = at(index);
    if (!Double.isNaN(before)) {
      deviation.learn(Math.abs(value - before));
    }
    double shorter = Double.NaN; // what the next shorter season said
    for (int s = 0; s < means.length; s++) {
      int slot = seasons.get(s).slot(index);
      int standIn = seasons.get(s).standIn(slot);
      double instead = standIn != slot && counts[s][standIn] > 0 ? means[s][standIn] : shorter;
      double said = counts[s][slot] > 0 ? means[s][slot] : instead;
      learn(s, slot, value, instead, limit);
      shorter = said;
    }
  }

  private void learn(int s, int slot, double value, double instead, double limit) {
    long count = counts[s][slot] + 1;
    boolean disagrees = Math.abs(value - means[s][slot]) > limit;
    if (count == 1 || (count == 2 && disagrees)) {
      count = 1; // of two that disagree neither is believed more than what is said instead
      means[s][slot] = Double.isNaN(instead) ? value : instead;
    }
    double change = value - means[s][slot];
    boolean known = count > 2 || !Double.isNaN(instead);
    if (known && limit > 0) {
      change = Math.max(-limit, Math.min(limit, change));
    }
    counts[s][slot] = count;
    means[s][slot] += Math.max(1.0 / count, SLOWEST_RATE) * change;
  }

  /** What the season says of a step; NaN where it has not been seen. */
  double at(long index) {
    for (int s = means.length - 1; s >= 0; s--) {
      int slot = seasons.get(s).slot(index);
      if (counts[s][slot] > 0) {
        return means[s][slot];
      }
      int standIn = seasons.get(s).standIn(slot);
      if (counts[s][standIn] > 0) {
        return means[s][standIn];
      }
    }
    return Double.NaN;
  }

  @Override
  public void archive(Archive archive) {
    for (int s = 0; s < means.length; s++) {
      archive.array(means[s]);
      archive.array(counts[s]);
    }
    deviation.archive(archive);
  }
}
