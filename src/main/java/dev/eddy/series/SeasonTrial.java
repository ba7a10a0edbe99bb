package dev.eddy.series;

/**
 * Whether a season of a given length would have lowered the error of forecasts: what each cycle
 * did, against what the profile of the cycles before it foretold. Forecast is the difference of the
 * means of two neighbouring blocks of m steps, for each m of 1, 2, 4 … up to a third of the season;
 * against it stands last value, which foretells 0. Older cycles count for less.
 *
 * @param evidence how many standard deviations the correlation of forecast and fact lies above 0,
 *     by Fisher's transform, at the best m (Fisher 1921, Metron 1, 3–32)
 * @param gain share of the squared error of last value that the profile takes away, at that m;
 *     below 0 if it adds to it
 * @param recent the same over the last cycles alone
 * @param block that m
 */
record SeasonTrial(double evidence, double gain, double recent, int block) {
  private static final int BLOCKS_A_SEASON = 3;
  private static final int LARGEST_BLOCK = 256;
  private static final int REMEMBERED_CYCLES = 14;
  private static final int REMEMBERED_STEPS = 512;
  private static final int RECENT_CYCLES = 3;
  private static final int RECENT_STEPS = 256;
  private static final SeasonTrial NOTHING_SEEN = new SeasonTrial(0, 0, 0, 1);

  /**
   * Of a length, at the best block size. Operations: about 50 a change.
   *
   * @param length at least 2
   */
  static SeasonTrial of(Changes changes, int length) {
    return of(changes, length, moments(length));
  }

  /** Of a length, at one block size. */
  static SeasonTrial of(Changes changes, int length, int block) {
    return of(changes, length, new Moments[] {new Moments(block)});
  }

  private static SeasonTrial of(Changes changes, int length, Moments[] moments) {
    int cycles = changes.count() / length;
    if (cycles < 2) {
      return NOTHING_SEEN;
    }
    double remembered = memory(REMEMBERED_CYCLES, REMEMBERED_STEPS, length);
    double recent = memory(RECENT_CYCLES, RECENT_STEPS, length);
    Cycle fact = new Cycle(changes, length);
    Cycle forecast = new Cycle(changes, length);
    double[] means = new double[length];
    int[] counts = new int[length];
    int start = changes.count() - cycles * length;
    for (int cycle = 0; cycle < cycles; cycle++, start += length) {
      if (cycle > 0) {
        fact.follow(start);
        forecast.follow(means);
        for (Moments ofBlocks : moments) {
          ofBlocks.age(1 - 1 / remembered, 1 - 1 / recent);
          ofBlocks.add(fact, forecast);
        }
      }
      for (int slot = 0; slot < length; slot++) {
        if (changes.known(start + slot, length)) {
          counts[slot]++;
          double rate = Math.max(1.0 / counts[slot], 1 / remembered);
          means[slot] += rate * (changes.change(start + slot) - means[slot]);
        }
      }
    }
    SeasonTrial best = NOTHING_SEEN;
    for (Moments ofBlocks : moments) {
      SeasonTrial trial = ofBlocks.trial();
      best = trial.evidence > best.evidence ? trial : best;
    }
    return best;
  }

  private static double memory(int cycles, int steps, int length) {
    return Math.max(cycles, (double) steps / length);
  }

  private static Moments[] moments(int length) {
    int sizes = 1;
    while (BLOCKS_A_SEASON << sizes <= length && 1 << sizes <= LARGEST_BLOCK) {
      sizes++;
    }
    Moments[] moments = new Moments[sizes];
    for (int i = 0; i < sizes; i++) {
      moments[i] = new Moments(1 << i);
    }
    return moments;
  }

  /** One cycle: the sums of its values up to each step. */
  private static final class Cycle {
    private final Changes changes;
    private final double[] upTo; // [length + 1]
    private int start;

    Cycle(Changes changes, int length) {
      this.changes = changes;
      this.upTo = new double[length + 1];
    }

    /** What came from a step on. */
    void follow(int from) {
      start = from;
      double value = 0;
      for (int i = 1; i < upTo.length; i++) {
        value += changes.change(from + i - 1);
        upTo[i] = upTo[i - 1] + value;
      }
    }

    /** What a profile foretells, less its mean, as a season comes back to where it began. */
    void follow(double[] profile) {
      double mean = 0;
      for (double change : profile) {
        mean += change / profile.length;
      }
      double value = 0;
      for (int i = 1; i < upTo.length; i++) {
        value += profile[i - 1] - mean;
        upTo[i] = upTo[i - 1] + value;
      }
    }

    /** By how much the mean of the block from a step on lies above that of the one before it. */
    double difference(int step, int size) {
      return (upTo[step + size] - 2 * upTo[step] + upTo[step - size]) / size;
    }

    /** False if one of the two blocks is a silence. */
    boolean observed(int step, int size) {
      return changes.observed(start + step - size, size) > 0
          && changes.observed(start + step, size) > 0;
    }
  }

  /** Second moments of fact and forecast for blocks of one size. */
  private static final class Moments {
    private static final double MOST_CORRELATED = 0.9999;
    private static final double MOST_THAT_COUNT_AS_ONE = 4;

    private final int size;
    private double facts;
    private double forecasts;
    private double products;
    private double neighbours; // of each fact and the one before it
    private double recentFacts;
    private double recentGain;
    private double weight;
    private double squaredWeight;

    Moments(int size) {
      this.size = size;
    }

    void age(double discount, double recentDiscount) {
      facts *= discount;
      forecasts *= discount;
      products *= discount;
      neighbours *= discount;
      weight *= discount;
      squaredWeight *= discount * discount;
      recentFacts *= recentDiscount;
      recentGain *= recentDiscount;
    }

    /** Within the cycle only: a block before it has shaped what the profile foretells. */
    void add(Cycle fact, Cycle forecast) {
      double before = 0;
      for (int step = size; step + size < fact.upTo.length; step += size) {
        if (!fact.observed(step, size)) {
          continue;
        }
        double came = fact.difference(step, size);
        double told = forecast.difference(step, size);
        double squared = came * came;
        double gained = (2 * came - told) * told; // came² − (came − told)²
        facts += squared;
        forecasts += told * told;
        products += came * told;
        neighbours += before * came;
        recentFacts += squared;
        recentGain += gained;
        weight++;
        squaredWeight++;
        before = came;
      }
    }

    SeasonTrial trial() {
      double pairs = weight * weight / squaredWeight / thatCountAsOne(); // NaN of none
      if (!(products > 0) || !(pairs > 3)) {
        return NOTHING_SEEN;
      }
      double correlation =
          Math.min(MOST_CORRELATED, products / Math.sqrt(facts) / Math.sqrt(forecasts));
      double z = 0.5 * StrictMath.log((1 + correlation) / (1 - correlation));
      return new SeasonTrial(
          z * Math.sqrt(pairs - 3),
          (2 * products - forecasts) / facts,
          recentGain / recentFacts,
          size);
    }

    /**
     * Neighbours are correlated, and the sum of products of two series of autocorrelation ρ(k) has
     * a variance 1 + 2·Σρ(k)² times as large (Bartlett 1935, Journal of the Royal Statistical
     * Society 98, 536–543); ρ(k) is taken as ρ(1)^k.
     */
    private double thatCountAsOne() {
      double squared = facts > 0 ? (neighbours / facts) * (neighbours / facts) : 0;
      double factor = squared < 1 ? 1 + 2 * squared / (1 - squared) : MOST_THAT_COUNT_AS_ONE;
      return Math.min(MOST_THAT_COUNT_AS_ONE, factor);
    }
  }
}
