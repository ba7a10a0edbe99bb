package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;

/**
 * Whether one forecaster is better than another with significance: a test of Diebold and Mariano
 * (1995, doi 10.1080/07350015.1995.10524599) on how much smaller its loss was at each step, with
 * batch means for its variance. Errors h steps ahead overlap for h steps, so differences are
 * averaged over blocks of B = max({@value #SHORTEST_BLOCK}, 2·H) steps, which hardly depend on each
 * other. After each block, of the last K ≤ {@value #MOST} block means x, as soon as there are
 * {@value #FEWEST}:
 *
 * <pre>
 *   t = mean(x) / √(variance(x) / K)     better if t &gt; {@value #THRESHOLD}
 * </pre>
 *
 * <p>That is far above the 2.4 that one look at a level of 1 % would ask for, as there is a look
 * after each block: among equals one promotion in about a million steps was measured, or 1 % within
 * 10,000. What was longer ago than {@value #MOST} blocks is forgotten.
 *
 * <p>Not safe for use by several threads. Bytes: 8·{@value #MOST} and some.
 */
final class Duel implements Archived {
  static final int SHORTEST_BLOCK = 50;
  static final int FEWEST = 20;
  static final int MOST = 100;
  static final double THRESHOLD = 3.5;

  private final int block;
  private final double[] means = new double[MOST]; // ring: block k stands at k mod MOST
  private int blocks;
  private double sum; // of the block that is not full
  private int steps; // in it

  /** Of forecasts of which nothing is known, up to a horizon. */
  Duel(int horizon) {
    this.block = Math.max(SHORTEST_BLOCK, 2 * horizon);
  }

  /**
   * Takes in by how much it was better at one step.
   *
   * @param difference the other's loss less its own
   * @return t, where this step fills a block and it is significant; else 0
   */
  double take(double difference) {
    sum += difference;
    steps++;
    if (steps < block) {
      return 0;
    }
    means[blocks % MOST] = sum / block;
    blocks++;
    sum = 0;
    steps = 0;
    double t = statistic();
    return t > THRESHOLD ? t : 0;
  }

  private double statistic() {
    int known = Math.min(blocks, MOST);
    if (known < FEWEST) {
      return 0;
    }
    double mean = 0;
    for (int k = 0; k < known; k++) {
      mean += means[k] / known;
    }
    double variance = 0;
    for (int k = 0; k < known; k++) {
      variance += (means[k] - mean) * (means[k] - mean) / (known - 1);
    }
    return mean == 0 ? 0 : mean / Math.sqrt(variance / known);
  }

  /** Begins anew. */
  void restart() {
    blocks = 0;
    sum = 0;
    steps = 0;
  }

  @Override
  public void archive(Archive archive) {
    archive.array(means);
    blocks = archive.number(blocks);
    sum = archive.number(sum);
    steps = archive.number(steps);
  }
}
