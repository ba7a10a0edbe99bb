package dev.eddy.backtest.study;

import dev.eddy.backtest.score.Scorer;
import java.util.Arrays;
import java.util.List;

/**
 * Whether a series is calm, as usual or rough at a step: by its mean absolute change over the last
 * {@value #WINDOW} steps, told apart at the terciles of that mean over the warm-up. Known at the
 * step itself, from what came before it. For one thread.
 */
final class Regimes {
  /** Names by number. */
  static final List<String> NAMES = List.of("calm", "usual", "rough");

  /** Where too little is known. */
  static final int UNKNOWN = -1;

  static final int WINDOW = 50;

  private final double[] changes = new double[WINDOW]; // of the last steps, NaN where missing
  private final double[] early = new double[Scorer.WARMUP]; // means over the warm-up
  private int earlyCount;
  private double before = Double.NaN;
  private long next;
  private double lower = Double.NaN;
  private double upper = Double.NaN;

  Regimes() {
    Arrays.fill(changes, Double.NaN);
  }

  /**
   * Takes a step in.
   *
   * @param value of the first target
   */
  void add(long ordinal, double value) {
    for (long skipped = Math.max(next, ordinal - WINDOW); skipped < ordinal; skipped++) {
      changes[(int) (skipped % WINDOW)] = Double.NaN;
    }
    changes[(int) (ordinal % WINDOW)] = ordinal == next ? Math.abs(value - before) : Double.NaN;
    before = value;
    next = ordinal + 1;
    if (ordinal < Scorer.WARMUP) {
      double mean = mean();
      if (!Double.isNaN(mean)) {
        early[earlyCount++] = mean;
      }
    } else if (Double.isNaN(lower) && earlyCount > 2) {
      Arrays.sort(early, 0, earlyCount);
      lower = early[earlyCount / 3];
      upper = early[2 * earlyCount / 3];
    }
  }

  /** The regime at the last step; {@link #UNKNOWN} during the warm-up and after silences. */
  int now() {
    double mean = mean();
    if (Double.isNaN(mean) || Double.isNaN(lower)) {
      return UNKNOWN;
    }
    return mean < lower ? 0 : mean <= upper ? 1 : 2;
  }

  /** NaN where less than half of the window is there. */
  private double mean() {
    double sum = 0;
    int count = 0;
    for (double change : changes) {
      if (!Double.isNaN(change)) {
        sum += change;
        count++;
      }
    }
    return 2 * count < WINDOW ? Double.NaN : sum / count;
  }
}
