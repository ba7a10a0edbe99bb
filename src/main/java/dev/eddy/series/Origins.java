package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;

/**
 * What was said at each of the last H steps about the steps after it, until it can be compared: one
 * value for every open pair (origin, horizon). The pair (n − h, h) is completed at step n and gives
 * its place to the pair (n, h), so that H·(H + 1)/2 places are enough.
 *
 * <p>Not safe for use by several threads. Bytes: 4·H·(H + 1).
 */
public final class Origins implements Archived {
  private final int horizon;
  private final double[] open; // [h][origin mod h], one after the other

  /** For horizons 1 to H, all NaN. */
  public Origins(int horizon) {
    this.horizon = horizon;
    this.open = new double[horizon * (horizon + 1) / 2];
    clear();
  }

  /** At step n, until {@link #put}: what was said at step n − h of step n; NaN if nothing was. */
  public double of(long n, int h) {
    return open[place(n, h)];
  }

  /** At step n: what is said of step n + h. */
  public void put(long n, int h, double said) {
    open[place(n, h)] = said;
  }

  /** Forgets everything that was said. */
  public void clear() {
    Arrays.fill(open, Double.NaN);
  }

  /** H. */
  public int horizon() {
    return horizon;
  }

  private static int place(long n, int h) {
    return h * (h - 1) / 2 + (int) (n % h);
  }

  @Override
  public void archive(Archive archive) {
    archive.array(open);
  }
}
