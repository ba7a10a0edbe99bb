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

  private static double[] losses(double[] block, int contenders) {
    double[] losses = new double[contenders];
    for (int c = 0; c < contenders; c++) {
      losses[c] = block[Comparison.loss(c)] / block[Comparison.loss(c) + 1];
    }
    return losses;
  }

  /** Of those stretches in which all contenders have a loss, [stretches][contenders]. */
  static double[][] complete(TimeBlocks sums, int contenders) {
    List<double[]> complete = new ArrayList<>();
    for (int b = 0; b < sums.count(); b++) {
      double[] block = sums.sums(b);
      if (block != null) {
        double[] losses = losses(block, contenders);
        double sum = 0;
        for (double loss : losses) {
          sum += loss;
        }
        if (!Double.isNaN(sum)) {
          complete.add(losses);
        }
      }
    }
    return complete.toArray(double[][]::new);
  }
}
