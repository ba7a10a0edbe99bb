package dev.eddy.series;

import java.util.Arrays;

/**
 * The changes of a series from step to step, in which seasons are looked for: values missing are
 * interpolated, changes are bounded, so that no outlier and no jump rules, and have mean 0.
 *
 * <p>Not safe for use by several threads.
 */
final class Changes {
  private static final double LIMIT = 6; // mean magnitudes
  private static final int MOST_PASSES = 60;
  private static final double SETTLED = 0.98;
  private static final int CYCLES_AROUND = 3;
  private static final int STEPS_AROUND = 256;
  private static final int SILENCES_A_SEASON = 8;

  private final float[] changes; // [count] from value i to value i + 1
  private final int[] observedUpTo; // [count + 2] how many of the first i values were observed

  private Changes(float[] changes, int[] observedUpTo) {
    this.changes = changes;
    this.observedUpTo = observedUpTo;
  }

  /**
   * Of values in the order of time.
   *
   * @param past NaN where missing. Not modified.
   */
  static Changes of(double[] past) {
    int from = 0;
    while (from < past.length && Double.isNaN(past[from])) {
      from++;
    }
    int count = past.length - from;
    int[] observedUpTo = new int[count + 1];
    double[] jumps = new double[count]; // to an observed value from the one before it
    double before = Double.NaN;
    for (int i = 0; i < count; i++) {
      double value = past[from + i];
      boolean observed = !Double.isNaN(value);
      observedUpTo[i + 1] = observedUpTo[i] + (observed ? 1 : 0);
      jumps[i] = observed && i > 0 ? value - before : 0;
      before = observed ? value : before;
    }
    return new Changes(spread(jumps, limit(jumps), observedUpTo), observedUpTo);
  }

  /** Six times the mean magnitude of jumps other than 0, none counted for more than that. */
  private static double limit(double[] jumps) {
    double limit = Double.MAX_VALUE;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      double mean = 0;
      int counted = 0;
      for (double jump : jumps) {
        if (jump != 0) {
          mean += (Math.min(limit, Math.abs(jump)) - mean) / ++counted;
        }
      }
      double before = limit;
      limit = LIMIT * mean;
      if (limit >= SETTLED * before) {
        break;
      }
    }
    return limit;
  }

  /** Each jump in mean magnitudes, bounded, over the steps since the last observed value. */
  private static float[] spread(double[] jumps, double limit, int[] observedUpTo) {
    float[] changes = new float[Math.max(0, jumps.length - 1)];
    double sum = 0;
    int last = 0;
    for (int i = 1; i < jumps.length; i++) {
      if (observedUpTo[i + 1] > observedUpTo[i]) {
        double jump = limit > 0 ? LIMIT * Math.max(-1, Math.min(1, jumps[i] / limit)) : 0;
        Arrays.fill(changes, last, i, (float) (jump / (i - last)));
        sum += jump;
        last = i;
      }
    }
    for (int i = 0; i < changes.length; i++) {
      changes[i] -= (float) (sum / changes.length);
    }
    return changes;
  }

  /** How many there are. */
  int count() {
    return changes.length;
  }

  /** The autocorrelation up to a length. */
  Autocorrelation autocorrelation(int longest) {
    return new Autocorrelation(changes, longest);
  }

  /** What a season of this length would have foretold. */
  SeasonTrial trial(int length) {
    return SeasonTrial.of(this, length);
  }

  /** The same in blocks of one size. */
  SeasonTrial trial(int length, int block) {
    return SeasonTrial.of(this, length, block);
  }

  /** One of them. */
  float change(int i) {
    return changes[i];
  }

  /** How many values were observed at the ends of so many changes. */
  int observed(int from, int count) {
    return observedUpTo[from + count + 1] - observedUpTo[from + 1];
  }

  /** False in a silence that is long against a season, whose changes say nothing of it. */
  boolean known(int i, int length) {
    int around = Math.max(1, length / SILENCES_A_SEASON);
    int from = Math.max(-1, i - around);
    return observed(from, Math.min(changes.length, i + around) - from) > 0;
  }

  /**
   * What is left without a season: of each change, less the mean of those of its slot in the cycles
   * around it. These are few enough to follow a season whose shape drifts. Operations: about 10 a
   * change.
   *
   * @param length at least 2
   */
  Changes without(int length) {
    int reach = Math.max(CYCLES_AROUND, STEPS_AROUND / length);
    int cycles = (changes.length + length - 1) / length;
    float[] left = changes.clone();
    double[] sums = new double[length];
    int[] counts = new int[length];
    for (int cycle = 0; cycle < Math.min(reach, cycles); cycle++) {
      add(sums, counts, cycle, 1);
    }
    for (int cycle = 0; cycle < cycles; cycle++) {
      add(sums, counts, cycle + reach, 1);
      add(sums, counts, cycle - reach - 1, -1);
      double mean = 0;
      for (int slot = 0; slot < length; slot++) {
        mean += counts[slot] > 0 ? sums[slot] / counts[slot] / length : 0;
      }
      int start = cycle * length;
      for (int slot = 0; slot < length && start + slot < left.length; slot++) {
        left[start + slot] =
            known(start + slot, length)
                ? (float) (left[start + slot] - sums[slot] / counts[slot] + mean)
                : 0;
      }
    }
    return new Changes(left, observedUpTo);
  }

  private void add(double[] sums, int[] counts, int cycle, int sign) {
    int start = cycle * sums.length;
    if (cycle < 0) {
      return;
    }
    for (int slot = 0; slot < sums.length && start + slot < changes.length; slot++) {
      if (known(start + slot, sums.length)) {
        sums[slot] += sign * changes[start + slot];
        counts[slot] += sign;
      }
    }
  }
}
