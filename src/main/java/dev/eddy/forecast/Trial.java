package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.List;

/**
 * Whether one forecaster of a series has come to be better than another, both of which follow it.
 * What is compared are their combinations' forecasts of the same steps, as contenders for one
 * target are: by a test of Diebold and Mariano on the absolute errors, in mean errors and limited,
 * at all horizons; here their mean over the targets.
 *
 * <p>Not safe for use by several threads. Bytes: 900. Cost: some ten operations a step, target and
 * horizon.
 */
public final class Trial implements Archived {
  private final SeriesForecaster champion;
  private final SeriesForecaster challenger;
  private final int horizon;
  private final Duel duel;

  /**
   * Of two forecasters of the same targets and horizon.
   *
   * @param challenger who has to be better with significance
   */
  public Trial(SeriesForecaster champion, SeriesForecaster challenger, int horizon) {
    this.champion = champion;
    this.challenger = challenger;
    this.horizon = horizon;
    this.duel = new Duel(horizon);
  }

  /**
   * Takes in how both forecast the present step. To be called once for each step that both have
   * taken in. As long as the challenger is on probation, nothing counts.
   *
   * @return true if the challenger is better
   */
  public boolean take() {
    if (challenger.steps() <= challenger.probation()) {
      return false;
    }
    List<Standings> theirs = champion.combined();
    List<Standings> own = challenger.combined();
    double sum = 0;
    int known = 0;
    for (int t = 0; t < own.size(); t++) {
      double gain = Contest.gain(own.get(t), theirs.get(t), horizon);
      if (!Double.isNaN(gain)) {
        sum += gain;
        known++;
      }
    }
    return known > 0 && duel.take(sum / known) > 0;
  }

  @Override
  public void archive(Archive archive) {
    duel.archive(archive);
  }
}
