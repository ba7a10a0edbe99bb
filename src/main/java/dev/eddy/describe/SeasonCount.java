package dev.eddy.describe;

import dev.eddy.describe.SeriesLook.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * In how many series a season was found. Lengths within 5 % of each other are one. Immutable.
 *
 * @param season as it was found first
 * @param series how many
 * @param gain the mean of {@link Found#gain}
 */
record SeasonCount(Found season, int series, double gain) {
  /** Those of these series, most frequent first, then shortest. */
  static List<SeasonCount> of(List<SeriesLook> looks) {
    List<SeasonCount> counts = new ArrayList<>();
    for (SeriesLook look : looks) {
      for (Found found : look.seasons()) {
        int place = 0;
        while (place < counts.size() && !counts.get(place).season.isLike(found)) {
          place++;
        }
        if (place == counts.size()) {
          counts.add(new SeasonCount(found, 1, found.gain()));
        } else {
          counts.set(place, counts.get(place).with(found));
        }
      }
    }
    counts.sort(
        Comparator.comparingInt(SeasonCount::series)
            .reversed()
            .thenComparingLong(count -> count.season.millis()));
    return List.copyOf(counts);
  }

  private SeasonCount with(Found found) {
    return new SeasonCount(season, series + 1, gain + (found.gain() - gain) / (series + 1));
  }
}
