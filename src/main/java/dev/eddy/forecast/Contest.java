package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import java.util.List;

/**
 * Which of several entries is the champion of one target. Each other is in a {@link Duel} with it,
 * about the absolute errors of their forecasts: at each step the mean, over the horizons at which
 * both errors e are known, of
 *
 * <pre>
 *   (min(e', L·m) − min(e, L·m)) / m     e' the champion's, L = {@value #LIMIT}
 * </pre>
 *
 * with m the mean of both's discounted errors at the horizon, so that horizons count alike and no
 * outlier settles it. Whoever is better with significance, and most so, is the champion from then
 * on, and all duels begin anew.
 *
 * <p>Not safe for use by several threads. Cost: some ten operations a step, challenger and horizon.
 */
final class Contest implements Archived {
  private static final double LIMIT = 10;

  private final List<Standings> contenders;
  private final List<Duel> duels; // [contenders] with the champion, whose own rests
  private final int horizon;
  private int champion;

  /**
   * Of forecasts that somebody else settles.
   *
   * @param champion who it is at first
   */
  Contest(List<Standings> contenders, int champion, int horizon) {
    this.contenders = List.copyOf(contenders);
    this.duels = contenders.stream().map(one -> new Duel(horizon)).toList();
    this.horizon = horizon;
    this.champion = champion;
  }

  /** Who it is now. */
  int champion() {
    return champion;
  }

  /** Takes in the errors of the present step; true if there is another champion from now on. */
  boolean take() {
    int best = champion;
    double most = 0;
    for (int c = 0; c < duels.size(); c++) {
      double gain =
          c == champion ? Double.NaN : gain(contenders.get(c), contenders.get(champion), horizon);
      if (!Double.isNaN(gain)) {
        double significance = duels.get(c).take(gain);
        if (significance > most) {
          most = significance;
          best = c;
        }
      }
    }
    boolean another = best != champion;
    if (another) {
      crown(best);
    }
    return another;
  }

  /** Makes one the champion; all begins anew. */
  void crown(int contender) {
    champion = contender;
    duels.forEach(Duel::restart);
  }

  /** By how much less one was wrong than another, in mean errors; NaN if it is not known. */
  static double gain(Standings one, Standings other, int horizon) {
    double sum = 0;
    int known = 0;
    for (int h = 1; h <= horizon; h++) {
      double mean = (one.loss(h) + other.loss(h)) / 2;
      double error = Math.abs(one.error(h));
      double others = Math.abs(other.error(h));
      if (mean < Double.POSITIVE_INFINITY && !Double.isNaN(error + others)) {
        double limit = LIMIT * mean;
        sum += mean == 0 ? 0 : (Math.min(others, limit) - Math.min(error, limit)) / mean;
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }

  @Override
  public void archive(Archive archive) {
    champion = archive.number(champion);
    if (champion < 0 || champion >= contenders.size()) {
      throw new DamagedArchive("a champion of number " + champion);
    }
    duels.forEach(duel -> duel.archive(archive));
  }
}
