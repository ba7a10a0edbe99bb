package dev.eddy.backtest.study;

import java.util.ArrayList;
import java.util.List;

/**
 * How contenders did from one stretch of time to the next.
 *
 * @param contenders names
 * @param blockSteps steps of a stretch
 * @param blocks oldest first, without those in which nothing was
 */
public record OverTime(List<String> contenders, long blockSteps, List<Block> blocks) {
  /** Copies. */
  public OverTime {
    contenders = List.copyOf(contenders);
    blocks = List.copyOf(blocks);
  }

  /**
   * A stretch of time.
   *
   * @param step the first, as the calendar numbers steps
   * @param losses [contenders] means, NaN where there are none. Not to be modified.
   * @param coverage share of values within the reference's interval; NaN if none were judged
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Block(long step, double[] losses, double coverage) {}

  static OverTime of(TimeBlocks sums, List<String> contenders) {
    List<Block> blocks = new ArrayList<>();
    for (int b = 0; b < sums.count(); b++) {
      double[] block = sums.sums(b);
      if (block != null) {
        blocks.add(
            new Block(
                sums.start(b),
                losses(block, contenders.size()),
                block[Comparison.INSIDE] / block[Comparison.JUDGED]));
      }
    }
    return new OverTime(contenders, sums.length(), blocks);
  }

  /**
   * Means of a stretch: the reference's own, and that of each other less or more by as much as it
   * differs from the reference where both have a loss.
   */
  private static double[] losses(double[] block, int contenders) {
    double[] losses = new double[contenders];
    double reference = block[Comparison.loss(0)] / block[Comparison.loss(0) + 2];
    for (int c = 0; c < contenders; c++) {
      int at = Comparison.loss(c);
      losses[c] = reference + (block[at] - block[at + 1]) / block[at + 2];
    }
    return losses;
  }

  /**
   * The stretches that say enough: those with at least half as many origins as is usual, the first
   * and the last being cut short as a rule.
   *
   * @return [stretches][contenders] losses, NaN where a contender has none
   */
  static double[][] full(TimeBlocks sums, int contenders) {
    List<double[]> blocks = new ArrayList<>();
    for (int b = 0; b < sums.count(); b++) {
      if (sums.sums(b) != null) {
        blocks.add(sums.sums(b));
      }
    }
    double[] origins =
        blocks.stream().mapToDouble(block -> block[Comparison.ORIGINS]).sorted().toArray();
    double least = origins.length == 0 ? 0 : origins[origins.length / 2] / 2;
    return blocks.stream()
        .filter(block -> block[Comparison.ORIGINS] >= least)
        .map(block -> losses(block, contenders))
        .filter(losses -> !Double.isNaN(losses[0]))
        .toArray(double[][]::new);
  }
}
