package dev.eddy.model.baseline;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One target smoothed at several settings side by side. In the form that corrects errors (Hyndman
 * and Athanasopoulos 2021, section 8.5), with e = y − (l + φ·b + s):
 *
 * <pre>
 *   l ← l + φ·b + α·e     b ← φ·b + β·e     s ← s + γ·e     ŷ(h) = l + (φ + … + φ^h)·b + s(h)
 * </pre>
 *
 * <p>Of the first values α and β are no less than those that make l and b the mean of all so far or
 * the straight line of least squares through them. Where a value is missing, e is 0; so it is where
 * a value is a glitch, more than 20 times as far off as they are on average, unless the one before
 * was called that too. At horizons 1, 4, 16, … and H each setting's forecasts are compared with
 * what came; whichever has erred least of late at the first of these that is not below h, forecasts
 * horizon h.
 *
 * <p>Not safe for use by several threads. Bytes: 8·settings·(period + 1.4·H + 2 + log₄ H).
 * Operations a step: about settings·(10 + 10·log₄ H).
 */
final class Smoothing implements Archived {
  private static final double SLOWEST_RATE = 0.002;
  private static final int APART = 4;

  /** Times the mean error, from which on one value moves nothing, nor decides between settings. */
  private static final double LIMIT = 20;

  /** Errors that must be known before a value is called a glitch. */
  private static final int PATIENCE = 20;

  /**
   * How much of an error goes where.
   *
   * @param level α
   * @param trend β, which is α·β* of the textbook's form
   * @param damping φ
   * @param season γ
   */
  record Setting(double level, double trend, double damping, double season) {}

  private final List<Setting> settings;
  private final double[][] slopes; // [settings][H] φ + … + φ^h
  private final int[] judged; // [horizons at which settings are compared], rising
  private final double[] levels; // [settings]; NaN before the first value
  private final double[] trends; // [settings]
  private final double[][] seasons; // [settings][period]; NaN where a slot was never seen
  private final double[][] said; // [judged][settings][horizon ring] until it is compared
  private final double[][] errors; // [judged][settings] running mean magnitude
  private final long[] counts; // [judged] of these errors
  private long seen; // values since the level began, without glitches
  private boolean doubted; // the last value was a glitch
  private boolean frozen;
  private long steps;

  /**
   * Nothing seen yet.
   *
   * @param period steps of the season; 1 without one
   * @param horizon H
   */
  Smoothing(List<Setting> settings, int period, int horizon) {
    this.settings = settings;
    this.slopes = new double[settings.size()][horizon];
    for (int k = 0; k < slopes.length; k++) {
      double power = 1;
      double sum = 0;
      for (int h = 1; h <= horizon; h++) {
        power *= settings.get(k).damping();
        sum += power;
        slopes[k][h - 1] = sum;
      }
    }
    this.judged =
        IntStream.concat(
                IntStream.iterate(1, h -> h < horizon, h -> h * APART), IntStream.of(horizon))
            .toArray();
    this.levels = new double[settings.size()];
    this.trends = new double[settings.size()];
    this.seasons = new double[settings.size()][period];
    this.said = new double[judged.length][];
    Arrays.setAll(said, j -> new double[settings.size() * judged[j]]);
    this.errors = new double[judged.length][settings.size()];
    this.counts = new long[judged.length];
    forgetLevel();
  }

  /** Whether there is a level to forecast from. */
  boolean started() {
    return !Double.isNaN(levels[0]);
  }

  /**
   * Takes up what the first seasons were found to be; the trend where a setting has one.
   *
   * @param values of how many that was found
   * @param season [period], NaN where unknown. Not modified.
   */
  void start(long values, double level, double trend, double[] season) {
    seen = values;
    Arrays.fill(levels, level);
    Arrays.setAll(trends, k -> settings.get(k).trend() > 0 ? trend : 0);
    for (double[] own : seasons) {
      System.arraycopy(season, 0, own, 0, season.length);
    }
  }

  /** Forgets the level, which the next value gives anew; the season stays. */
  void forgetLevel() {
    seen = 0;
    doubted = false;
    Arrays.fill(levels, Double.NaN);
    Arrays.fill(trends, 0);
    for (double[] open : said) {
      Arrays.fill(open, Double.NaN);
    }
  }

  /**
   * Lets only level and trend go on, or everything again: the season stays as it is meanwhile, and
   * settings are not compared.
   *
   * @param from not archived
   */
  void freeze(boolean from) {
    frozen = from;
  }

  /**
   * Moves on to a step.
   *
   * @param slot its place in the season
   * @param value NaN if missing
   */
  void advance(int slot, double value) {
    steps++;
    double taken = isGlitch(value) ? Double.NaN : value;
    for (int j = 0; j < judged.length && !frozen && !Double.isNaN(value); j++) {
      judge(j, value);
    }
    seen += Double.isNaN(taken) ? 0 : 1;
    for (int k = 0; k < levels.length; k++) {
      smooth(k, slot, taken);
    }
    for (int j = 0; j < judged.length; j++) {
      for (int k = 0; k < levels.length; k++) {
        said[j][k * judged[j] + place(j)] = ahead(k, slot, judged[j]);
      }
    }
  }

  /** By whoever errs least at one step; of two in a row the second is believed. */
  private boolean isGlitch(double value) {
    int best = least(errors[0]);
    double error = Math.abs(value - said[0][best]);
    if (counts[0] >= PATIENCE && !Double.isNaN(error)) {
      doubted = !doubted && error > LIMIT * errors[0][best];
      return doubted;
    }
    return false;
  }

  private int place(int j) {
    return (int) (steps % judged[j]);
  }

  private void judge(int j, double value) {
    if (Double.isNaN(said[j][place(j)])) {
      return;
    }
    double rate = Math.max(1.0 / ++counts[j], SLOWEST_RATE);
    for (int k = 0; k < levels.length; k++) {
      double error = Math.abs(value - said[j][k * judged[j] + place(j)]);
      double mean = errors[j][k];
      errors[j][k] += rate * (mean > 0 ? Math.min(error, LIMIT * mean) - mean : error);
    }
  }

  private void smooth(int k, int slot, double value) {
    Setting setting = settings.get(k);
    double season = known(seasons[k][slot]);
    if (Double.isNaN(levels[k])) {
      levels[k] = value - season;
      return;
    }
    double slope = setting.damping() * trends[k];
    levels[k] += slope;
    trends[k] = slope;
    if (Double.isNaN(value)) {
      return;
    }
    double error = value - (levels[k] + season);
    if (Double.isNaN(seasons[k][slot])) {
      seasons[k][slot] = frozen ? Double.NaN : error;
      return;
    }
    double n = seen;
    boolean hasTrend = setting.trend() > 0;
    double early = hasTrend ? 2 * (2 * n - 1) / (n * (n + 1)) : 1 / n;
    levels[k] += Math.max(setting.level(), early) * error;
    trends[k] += hasTrend ? Math.max(setting.trend(), 6 / (n * (n + 1))) * error : 0;
    seasons[k][slot] += frozen ? 0 : setting.season() * error;
  }

  private static double known(double season) {
    return Double.isNaN(season) ? 0 : season;
  }

  /** What a setting says of the step h after the one of this slot. */
  private double ahead(int k, int slot, int h) {
    double[] season = seasons[k];
    return levels[k] + slopes[k][h - 1] * trends[k] + known(season[(slot + h) % season.length]);
  }

  /**
   * Forecasts from the present step.
   *
   * @param slot its place in the season
   * @param forecast [H]. Modified.
   */
  void forecastInto(int slot, double[] forecast) {
    int best = 0;
    int h = 1;
    for (int j = 0; j < judged.length; j++) {
      best = counts[j] > 0 ? least(errors[j]) : best;
      for (; h <= judged[j]; h++) {
        forecast[h - 1] = ahead(best, slot, h);
      }
    }
  }

  private static int least(double[] errors) {
    int least = 0;
    for (int k = 1; k < errors.length; k++) {
      least = errors[k] < errors[least] ? k : least;
    }
    return least;
  }

  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    seen = archive.number(seen);
    doubted = archive.flag(doubted);
    archive.array(levels);
    archive.array(trends);
    for (double[] season : seasons) {
      archive.array(season);
    }
    for (int j = 0; j < judged.length; j++) {
      archive.array(said[j]);
      archive.array(errors[j]);
    }
    archive.array(counts);
  }
}
