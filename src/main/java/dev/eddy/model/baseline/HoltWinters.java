package dev.eddy.model.baseline;

import dev.eddy.archive.Archive;
import dev.eddy.model.Forecaster;
import dev.eddy.model.baseline.Smoothing.Setting;
import dev.eddy.series.Frame;
import java.util.Arrays;
import java.util.List;

/**
 * Exponential smoothing: Holt's linear method, damped or not, and with a season the additive one of
 * Holt and Winters (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition,
 * 2021, chapter 8). What its user would fit, it chooses as it goes among a few settings, for each
 * reach by how they have done there.
 *
 * <p>The season starts from means over its first two rounds, less the line through them; until
 * then, and after a long silence until the next value, it is forecast without one.
 *
 * <p>Not safe for use by several threads. Bytes a target: about 140·H + 600, and 80·H + 72·period
 * more with a season. Operations a step: about 400 for H = 12.
 */
public final class HoltWinters implements Forecaster {
  /**
   * Steps of the longest season that is smoothed, a week of half hours: a longer one would have
   * more numbers to find than most series have values to find them by.
   */
  public static final int LONGEST_PERIOD = 336;

  private static final double DAMPING = 0.98;

  /** Values beyond are taken as missing: sums of them could be infinite, and would stay so. */
  private static final double LARGEST = 1e100;

  private static final List<Setting> WITHOUT_SEASON =
      List.of(
          new Setting(0.95, 0, 1, 0),
          new Setting(0.6, 0, 1, 0),
          new Setting(0.3, 0, 1, 0),
          new Setting(0.1, 0, 1, 0),
          new Setting(0.02, 0, 1, 0),
          new Setting(0.95, 0.2, DAMPING, 0),
          new Setting(0.6, 0.1, DAMPING, 0),
          new Setting(0.3, 0.05, DAMPING, 0),
          new Setting(0.95, 0.01, 1, 0),
          new Setting(0.3, 0.015, 1, 0),
          new Setting(0.1, 0.002, 1, 0),
          new Setting(0.02, 0.0001, 1, 0));

  private static final List<Setting> WITH_SEASON =
      List.of(
          new Setting(0.9, 0, 1, 0.02),
          new Setting(0.5, 0, 1, 0.1),
          new Setting(0.2, 0, 1, 0.1),
          new Setting(0.2, 0.01, DAMPING, 0.4),
          new Setting(0.02, 0, 1, 0.1),
          new Setting(0.01, 0, 1, 0.4),
          new Setting(0.02, 0.0002, 1, 0.2));

  private final int period;
  private final Smoothing[] plain; // [targets]
  private final Smoothing[] seasonal; // [targets]; none without a season
  private final double[][] rounds; // [targets][2·period] the first, until the season starts
  private final long[] gathered; // [targets] steps of them

  /** [targets] As many of them are gathered again, frozen, after a rewind; within one call. */
  private final long[] gatheredBefore;

  /**
   * Nothing seen yet: forecasts are NaN until something is.
   *
   * @param period steps of a season; 1 without one
   */
  public HoltWinters(Frame frame, int period) {
    int targets = frame.targets();
    this.period = period;
    this.plain = new Smoothing[targets];
    this.seasonal = new Smoothing[period > 1 ? targets : 0];
    Arrays.setAll(plain, t -> new Smoothing(WITHOUT_SEASON, 1, frame.horizon()));
    Arrays.setAll(seasonal, t -> new Smoothing(WITH_SEASON, period, frame.horizon()));
    this.rounds = new double[seasonal.length][2 * period];
    this.gathered = new long[seasonal.length];
    this.gatheredBefore = new long[seasonal.length];
  }

  @Override
  public void learn(Frame frame) {
    for (int t = 0; t < plain.length; t++) {
      double value = Math.abs(frame.value(t)) <= LARGEST ? frame.value(t) : Double.NaN;
      plain[t].freeze(frame.frozen());
      plain[t].advance(0, value);
      if (t < seasonal.length) {
        learnSeason(t, frame, value);
      }
    }
  }

  private void learnSeason(int t, Frame frame, double value) {
    int slot = slot(frame.steps());
    if (hasSeason(t)) {
      seasonal[t].freeze(frame.frozen());
      seasonal[t].advance(slot, value);
      return;
    }
    if (!frame.frozen()) {
      gatheredBefore[t] = 0;
    } else if (gathered[t] >= gatheredBefore[t]) {
      return; // a season is not begun from what is not to be learned
    }
    if (gathered[t] >= 0) {
      rounds[t][(int) gathered[t]] = value;
    }
    gathered[t]++;
    if (hasSeason(t)) {
      start(t, slot);
    }
  }

  private boolean hasSeason(int t) {
    return gathered[t] == rounds[t].length;
  }

  /** From two full rounds, of which the last step had this slot. */
  private void start(int t, int lastSlot) {
    double reference = Arrays.stream(rounds[t]).filter(y -> !Double.isNaN(y)).findFirst().orElse(0);
    Arrays.setAll(rounds[t], i -> rounds[t][i] - reference); // so that a constant stays exact
    double first = mean(rounds[t], 0);
    double second = mean(rounds[t], period);
    if (Double.isNaN(first) || Double.isNaN(second)) {
      gathered[t] = 0; // too little was seen
      return;
    }
    double slope = (second - first) / period;
    double centre = period - 0.5; // where the line is half-way between both means
    double[] season = new double[period];
    for (int i = 0; i < period; i++) {
      double early = rounds[t][i] - slope * (i - centre);
      double late = rounds[t][i + period] - slope * (i + period - centre);
      double both = Double.isNaN(early) ? late : Double.isNaN(late) ? early : (early + late) / 2;
      season[(lastSlot + 1 + i) % period] = both - (first + second) / 2;
    }
    double level = reference + (first + second) / 2 + slope * centre;
    seasonal[t].start(gathered[t], level, slope, season);
  }

  private double mean(double[] values, int from) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < from + period; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return sum / count;
  }

  @Override
  public void forecastInto(Frame frame, double[][] forecast) {
    for (int t = 0; t < plain.length; t++) {
      if (t < seasonal.length && hasSeason(t) && seasonal[t].started()) {
        seasonal[t].forecastInto(slot(frame.steps()), forecast[t]);
      } else {
        plain[t].forecastInto(0, forecast[t]);
      }
    }
  }

  /** Level and trend are found anew; a season that has started stays. */
  @Override
  public void resetCarry() {
    forgetLevels();
    for (int t = 0; t < seasonal.length; t++) {
      gathered[t] = hasSeason(t) ? gathered[t] : 0;
    }
  }

  /**
   * As after a long silence, but that a season which has not started yet goes on to be gathered.
   */
  @Override
  public void rewind(long step, int count) {
    forgetLevels();
    for (int t = 0; t < seasonal.length; t++) {
      if (!hasSeason(t)) {
        gatheredBefore[t] = gathered[t];
        gathered[t] -= count; // below 0 while steps are passed that came before the first of them
      }
    }
  }

  private void forgetLevels() {
    for (Smoothing each : plain) {
      each.forgetLevel();
    }
    for (Smoothing each : seasonal) {
      each.forgetLevel();
    }
  }

  /** Of the step of this number and of every other of its place in the season. */
  private int slot(long step) {
    return (int) Math.floorMod(step, (long) period);
  }

  @Override
  public void archive(Archive archive) {
    for (Smoothing each : plain) {
      each.archive(archive);
    }
    for (int t = 0; t < seasonal.length; t++) {
      seasonal[t].archive(archive);
      archive.array(rounds[t]);
    }
    archive.array(gathered);
  }
}
