package dev.eddy.series;

/**
 * Which lengths a season of a series could have, told by how alike its changes are one, two, three
 * … lengths apart. Changes are looked at in blocks of 1, 2, 4 … steps: what a noisy series does in
 * one step says little, the difference of the means of two blocks more, and whatever the noise's
 * colour, such differences are nearly uncorrelated over more than a few blocks.
 *
 * <p>The autocorrelation r of the changes is found once, by direct sums. That of the difference of
 * the means of two neighbouring blocks of m steps follows from it, as such a difference is a
 * weighted sum of changes: r smoothed four times over m lags.
 *
 * <p>Immutable. Operations to make one of n changes and lengths up to L: about 1.5·n·L + 100·L.
 */
final class Autocorrelation {
  private static final int LARGEST_BLOCK = 256;
  private static final int BLOCKS_A_SEASON = 4;
  private static final int MOST_MULTIPLES = 16;

  private final int count;
  private final int longest;
  private final double[] evidence; // [longest + 1] by length: the best over all block sizes

  /**
   * Of a series' changes.
   *
   * @param changes with mean 0. Not modified.
   * @param longest the longest length that is asked for; less than {@code changes.length}
   */
  Autocorrelation(float[] changes, int longest) {
    this.count = changes.length;
    this.longest = longest;
    this.evidence = new double[longest + 1];
    double[] correlation = correlation(changes, Math.min(count - 1, longest + longest / 2 + 1));
    for (int block = 1; block <= LARGEST_BLOCK && leastLength(block) <= longest; block *= 2) {
      weigh(smoothed(correlation, block), block);
    }
  }

  /** By lag: the mean product of changes so far apart. */
  private static double[] correlation(float[] changes, int lags) {
    int count = changes.length;
    float[] backward = new float[count]; // so that the sums of all lags go forward side by side
    for (int step = 0; step < count; step++) {
      backward[count - 1 - step] = changes[step];
    }
    float[] sums = new float[lags + 1];
    for (int step = 0; step < count; step++) {
      float change = changes[step];
      int from = count - 1 - step;
      int terms = Math.min(step, lags) + 1;
      for (int lag = 0; lag < terms; lag++) {
        sums[lag] += change * backward[from + lag];
      }
    }
    double[] means = new double[lags + 1];
    for (int lag = 0; lag <= lags; lag++) {
      means[lag] = (double) sums[lag] / (count - lag);
    }
    return means;
  }

  private static int leastLength(int block) {
    return block == 1 ? 2 : BLOCKS_A_SEASON * block;
  }

  /** Four running means, each over {@code block} lags; shorter by what reaches beyond the end. */
  private static double[] smoothed(double[] correlation, int block) {
    int reach = 2 * (block - 1);
    double[] wide = new double[correlation.length + reach]; // from lag -reach on
    for (int i = 0; i < wide.length; i++) {
      wide[i] = correlation[Math.min(Math.abs(i - reach), correlation.length - 1)];
    }
    for (int pass = 0; pass < 4; pass++) {
      double[] means = new double[wide.length];
      double sum = 0;
      for (int i = 0; i < wide.length; i++) {
        sum += wide[i] - (i >= block ? wide[i - block] : 0);
        means[i] = sum / block;
      }
      wide = means;
    }
    // Four means over the past lie 2·(block - 1) lags behind what they are the means of.
    int shorter = Math.max(0, correlation.length - reach);
    double[] result = new double[shorter];
    System.arraycopy(wide, Math.min(2 * reach, wide.length), result, 0, shorter);
    return result;
  }

  private void weigh(double[] r, int block) {
    if (r.length <= leastLength(block) || !(r[0] > 0)) {
      return;
    }
    double[] upTo = new double[r.length + 1];
    for (int lag = 0; lag < r.length; lag++) {
      upTo[lag + 1] = upTo[lag] + r[lag];
    }
    double spread = -1;
    for (int lag = 0; lag <= 2 * block && lag < r.length; lag++) {
      spread += 2 * r[lag] * r[lag] / (r[0] * r[0]);
    }
    for (int length = leastLength(block); length <= longest && length < r.length; length++) {
      double sum = 0;
      double pairs = 0;
      int last = Math.min(r.length - 1, MOST_MULTIPLES * length);
      for (int lag = length; lag <= last; lag += length) {
        int from = lag - length / 2;
        int to = Math.min(lag + (length - 1) / 2, r.length - 1);
        double around = (upTo[to + 1] - upTo[from]) / (to + 1 - from);
        sum += (count - lag) * (r[lag] - around);
        pairs += count - lag;
      }
      double z = sum / (r[0] * Math.sqrt(pairs * spread));
      evidence[length] = Math.max(evidence[length], z);
    }
  }

  /**
   * How many standard deviations the products over one, two, three … lengths lie above what stands
   * around them, at the best block size; 0 where nothing can be said.
   */
  double evidence(int length) {
    return evidence[length];
  }
}
