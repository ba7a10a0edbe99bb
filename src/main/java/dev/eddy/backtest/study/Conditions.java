package dev.eddy.backtest.study;

import java.util.Arrays;
import java.util.List;

/**
 * Mean losses by the hour and the weekday of the value that was forecast, and by the regime in
 * which the forecast was made. For one thread.
 */
public final class Conditions {
  private static final int HOURS = 24;
  private static final int DAYS = 7;

  private final Means hours;
  private final Means days;
  private final Means regimes;

  Conditions(int contenders) {
    this.hours = new Means(contenders, HOURS);
    this.days = new Means(contenders, DAYS);
    this.regimes = new Means(contenders, Regimes.NAMES.size());
  }

  /** Sums and counts, [contenders][places]. */
  private static final class Means {
    private final double[][] sums;
    private final long[][] counts;

    Means(int contenders, int places) {
      this.sums = new double[contenders][places];
      this.counts = new long[contenders][places];
    }

    void add(int contender, int place, double loss) {
      sums[contender][place] += loss;
      counts[contender][place]++;
    }

    void addAll(Means other) {
      for (int c = 0; c < sums.length; c++) {
        for (int p = 0; p < sums[c].length; p++) {
          sums[c][p] += other.sums[c][p];
          counts[c][p] += other.counts[c][p];
        }
      }
    }

    double[][] means() {
      double[][] means = new double[sums.length][];
      for (int c = 0; c < means.length; c++) {
        int contender = c;
        means[c] = new double[sums[c].length];
        Arrays.setAll(means[c], p -> sums[contender][p] / counts[contender][p]);
      }
      return means;
    }
  }

  /**
   * Counts a loss.
   *
   * @param hour of the value's time, 0 to 23
   * @param day 0 for Monday to 6
   * @param regime see {@link Regimes}
   */
  void add(int contender, int hour, int day, int regime, double loss) {
    if (Double.isNaN(loss)) {
      return;
    }
    hours.add(contender, hour, loss);
    days.add(contender, day, loss);
    if (regime != Regimes.UNKNOWN) {
      regimes.add(contender, regime, loss);
    }
  }

  /** Adds what another series gave. */
  void addAll(Conditions other) {
    hours.addAll(other.hours);
    days.addAll(other.days);
    regimes.addAll(other.regimes);
  }

  /**
   * Mean losses; NaN where there were none.
   *
   * @param contenders names
   * @param byHour [contenders][24]
   * @param byDay [contenders][7] from Monday
   * @param byRegime [contenders][regimes] as {@link #REGIMES} names them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Losses(
      List<String> contenders, double[][] byHour, double[][] byDay, double[][] byRegime) {
    /** What regimes are called. */
    public static final List<String> REGIMES = Regimes.NAMES;
  }

  Losses losses(List<String> contenders) {
    return new Losses(contenders, hours.means(), days.means(), regimes.means());
  }
}
