package dev.eddy.series;

import dev.eddy.spec.LagsSpec;
import java.util.List;
import java.util.TreeSet;

/**
 * Which past steps a model with tapped delays sees: the last ones, and, for each season, those one
 * season before the steps to be forecast. The value one season before step n + h lies S − h steps
 * back; where the horizon is longer than the season, as many seasons before as are over.
 */
final class LagSteps {
  private LagSteps() {}

  /**
   * The lags, rising from 0.
   *
   * @param seasons of the view; may be empty
   */
  static int[] of(LagsSpec lags, List<Season> seasons, int horizon) {
    TreeSet<Integer> lagSteps = new TreeSet<>();
    for (int lag = 0; lag < lags.target(); lag++) {
      lagSteps.add(lag);
    }
    for (Season season : seasons) {
      int most = Math.min(lags.seasonal(), horizon + 2); // one step to each side of the horizon
      for (int i = 0; i < most; i++) {
        int ahead = most == 1 ? horizon : (int) ((long) i * (horizon + 1) / (most - 1));
        lagSteps.add(Math.floorMod(-ahead, season.slots()) + (ahead == 0 ? season.slots() : 0));
      }
    }
    return lagSteps.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many past steps, the present one included, must be kept for that. */
  static int reach(LagsSpec lags, List<Season> seasons) {
    int longest =
        lags.seasonal() == 0 ? 0 : seasons.stream().mapToInt(Season::slots).max().orElse(0);
    return Math.max(lags.target(), longest + 1);
  }
}
