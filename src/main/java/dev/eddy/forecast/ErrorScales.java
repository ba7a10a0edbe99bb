package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.series.Origins;
import java.util.Arrays;

/**
 * How large a model's errors of one target are about to be, told in several ways at once. With the
 * long-run mean magnitude of the errors at a horizon, what the time of day does to it, and a fast
 * and a less fast mean of the errors so measured, which say how wild the series is now, the scales
 * are
 *
 * <pre>
 *   mean · {1, fast, slower}        and, where there is a season,
 *   mean · slot · {1, fast, slower}
 * </pre>
 *
 * The last error at a long horizon was made by a forecast of long ago, those at the shorter ones
 * tell of now: the fast means at horizon h take in the mean over the horizons k = 1 to h of a step,
 * with weights 1/k.
 *
 * <p>An error counts for at most {@value #LIMIT} times what was to be expected, once {@value
 * #UNLIMITED} are known: an absurd value widens for a few steps, a change that stays is followed
 * within as many.
 *
 * <p>Not safe for use by several threads. Bytes: 16·H·(H + 1) + 32·H + 8·slots. Operations a step:
 * about 40·H.
 */
final class ErrorScales implements Archived {
  private static final double LARGEST = 1e100; // of errors that can measure anything
  private static final double LIMIT = 50;
  private static final int UNLIMITED = 20;
  private static final double SLOWEST_MEAN_RATE = 0.0005;
  private static final double SLOWEST_SLOT_RATE = 0.02;
  private static final double SLOT_LIMIT = 10;
  private static final double LEAST_SLOT = 0.02;
  private static final double SLOT_PRIOR = 5; // that the factor is 1 counts as so many seasons
  private static final double[] RATES = {0.15, 0.04}; // about the last 7 and 25 steps

  private final int horizon;
  private final double[] means; // [H] mean magnitude, counted from the first that is not 0
  private final double[] counts; // [H]
  private final double[] slots; // [slots] factor at a time of the season; empty without one
  private final double[][] volatilities; // [rates][H] of errors over their mean and slot
  private final Origins heldMeans;
  private final Origins heldSlots;
  private final Origins[] heldVolatilities; // [rates]
  private double learned; // steps

  /**
   * Nothing seen yet.
   *
   * @param slots of the season; 0: none
   */
  ErrorScales(int horizon, int slots) {
    this.horizon = horizon;
    this.means = new double[horizon];
    this.counts = new double[horizon];
    this.slots = new double[slots];
    this.volatilities = new double[RATES.length][horizon];
    this.heldMeans = new Origins(horizon);
    this.heldSlots = new Origins(horizon);
    this.heldVolatilities = new Origins[RATES.length];
    Arrays.fill(this.slots, 1);
    for (int r = 0; r < RATES.length; r++) {
      heldVolatilities[r] = new Origins(horizon);
      Arrays.fill(volatilities[r], 1);
    }
  }

  /** How many scales there are with so many slots of a season. */
  static int count(int slots) {
    return (slots > 0 ? 2 : 1) * (1 + RATES.length);
  }

  /** An error as far as it counts; NaN if it is so large that it can measure nothing. */
  double limited(int h, double error) {
    if (!(Math.abs(error) <= LARGEST)) {
      return Double.NaN;
    }
    if (counts[h - 1] < UNLIMITED) {
      return error;
    }
    double limit = LIMIT * means[h - 1] * Math.max(1, volatilities[0][h - 1]);
    return Math.max(-limit, Math.min(limit, error));
  }

  /**
   * Takes in the errors at step n of what was said before it.
   *
   * @param slot of step n; not looked at without a season
   * @param errors [H], {@link #limited}; NaN where there is none. Not modified.
   */
  void learn(long n, int slot, double[] errors) {
    double weights = 0;
    double sum = 0; // with those weights
    double slotSum = 0;
    int known = 0;
    for (int h = 1; h <= horizon; h++) {
      double magnitude = Math.abs(errors[h - 1]);
      double expected = heldMeans.of(n, h);
      if (expected > 0 && !Double.isNaN(magnitude)) {
        known++;
        slotSum += magnitude / expected;
        weights += 1.0 / h;
        sum += magnitude / (expected * heldSlots.of(n, h) * h);
        for (int r = 0; r < RATES.length; r++) {
          volatilities[r][h - 1] += RATES[r] * (sum / weights - volatilities[r][h - 1]);
        }
      }
      learn(h, magnitude);
    }
    if (slots.length > 0 && known > 0) {
      learned++;
      double rate = Math.max(1 / (learned / slots.length + SLOT_PRIOR), SLOWEST_SLOT_RATE);
      double factor = slots[slot] + rate * (Math.min(slotSum / known, SLOT_LIMIT) - slots[slot]);
      slots[slot] = Math.max(LEAST_SLOT, factor);
    }
  }

  private void learn(int h, double magnitude) {
    boolean first = means[h - 1] == 0;
    if (Double.isNaN(magnitude) || (first && magnitude == 0)) {
      return;
    }
    counts[h - 1] = first ? 1 : counts[h - 1] + 1;
    double rate = Math.max(1 / counts[h - 1], SLOWEST_MEAN_RATE);
    means[h - 1] += rate * (magnitude - means[h - 1]);
  }

  /**
   * Holds what is now known for the pairs (n, 1) to (n, H).
   *
   * @param ahead [H] slots of the steps after n; not looked at without a season. Not modified.
   */
  void hold(long n, int[] ahead) {
    for (int h = 1; h <= horizon; h++) {
      heldMeans.put(n, h, means[h - 1]);
      heldSlots.put(n, h, slots.length > 0 ? slots[ahead[h - 1]] : 1);
      for (int r = 0; r < RATES.length; r++) {
        heldVolatilities[r].put(n, h, volatilities[r][h - 1]);
      }
    }
  }

  /**
   * The scales held for a pair: before {@link #hold} for (n − h, h), afterwards for (n, h).
   *
   * @param scales Modified: [{@link #count}].
   * @return false if nothing is known: no error yet, none but zeros, or nothing was held
   */
  boolean heldInto(long n, int h, double[] scales) {
    double mean = heldMeans.of(n, h);
    scales[0] = mean;
    for (int r = 0; r < RATES.length; r++) {
      scales[1 + r] = mean * heldVolatilities[r].of(n, h);
    }
    if (slots.length > 0) {
      double slot = heldSlots.of(n, h);
      for (int s = 0; s <= RATES.length; s++) {
        scales[1 + RATES.length + s] = slot * scales[s];
      }
    }
    return mean > 0;
  }

  void forgetOpen() {
    heldMeans.clear();
    heldSlots.clear();
    for (Origins volatility : heldVolatilities) {
      volatility.clear();
    }
  }

  @Override
  public void archive(Archive archive) {
    archive.array(means);
    archive.array(counts);
    archive.array(slots);
    heldMeans.archive(archive);
    heldSlots.archive(archive);
    for (int r = 0; r < RATES.length; r++) {
      archive.array(volatilities[r]);
      heldVolatilities[r].archive(archive);
    }
    learned = archive.number(learned);
  }
}
