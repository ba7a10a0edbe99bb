package dev.eddy.backtest.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How contenders, which are models and yardsticks, did from the same origins of one series. The
 * first is the reference, which all others are compared with. Losses are absolute errors in units
 * of the mean change in the warm-up, means over targets. For one thread.
 */
final class Comparison {
  /** Sums of a block of time: origins, the reference's values in its interval and those judged. */
  static final int ORIGINS = 0;

  static final int INSIDE = 1;
  static final int JUDGED = 2;
  private static final int FIRST_LOSS = 3;
  private static final int SUMS = 3;

  private final List<String> contenders;
  private final int horizon;
  private final int[] reaches; // horizons that are tested alone; the last entry stands for all
  private final LossDifferential[][] differences; // [contenders][reaches]
  private final double[][] own; // [contenders][contenders] Σ loss of the first where both have one
  private final TimeBlocks blocks;

  Comparison(List<String> contenders, int horizon) {
    this.contenders = List.copyOf(contenders);
    this.horizon = horizon;
    this.reaches = reaches(horizon);
    this.differences = new LossDifferential[contenders.size()][reaches.length];
    for (LossDifferential[] one : differences) {
      Arrays.setAll(one, r -> new LossDifferential(reaches[r]));
    }
    this.own = new double[contenders.size()][contenders.size()];
    this.blocks = new TimeBlocks(width(contenders.size()));
  }

  /** One step ahead, half-way, the last one, and all horizons together. */
  static int[] reaches(int horizon) {
    return IntStream.concat(
            IntStream.of(1, (horizon + 1) / 2, horizon).distinct(), IntStream.of(horizon))
        .toArray();
  }

  /** How many sums a block has. */
  static int width(int contenders) {
    return FIRST_LOSS + SUMS * contenders;
  }

  /**
   * The place of a contender's loss in a block. There follow the reference's loss of the same pairs
   * of origin and horizon, those of which both have one, and how many there were.
   */
  static int loss(int contender) {
    return FIRST_LOSS + SUMS * contender;
  }

  List<String> contenders() {
    return contenders;
  }

  TimeBlocks blocks() {
    return blocks;
  }

  /**
   * Takes an origin in, all of whose values are known.
   *
   * @param losses [contenders][H], NaN where there is none
   */
  void add(long step, double[][] losses) {
    for (int c = 1; c < losses.length; c++) {
      double sum = 0;
      int count = 0;
      for (int h = 1; h <= horizon; h++) {
        double difference = losses[0][h - 1] - losses[c][h - 1];
        if (!Double.isNaN(difference)) {
          sum += difference;
          count++;
        }
        for (int r = 0; r < reaches.length - 1; r++) {
          if (reaches[r] == h) {
            differences[c][r].add(difference);
          }
        }
      }
      differences[c][reaches.length - 1].add(count == 0 ? Double.NaN : sum / count);
    }
    addShared(losses);
    addToBlock(blocks.at(step), losses);
  }

  /** Of how many values that were judged, the reference's interval held how many. */
  void addCoverage(long step, int inside, int judged) {
    double[] block = blocks.at(step);
    block[INSIDE] += inside;
    block[JUDGED] += judged;
  }

  private void addShared(double[][] losses) {
    for (int a = 0; a < losses.length; a++) {
      for (int b = 0; b < losses.length; b++) {
        for (int h = 0; a != b && h < horizon; h++) {
          if (!Double.isNaN(losses[a][h]) && !Double.isNaN(losses[b][h])) {
            own[a][b] += losses[a][h];
          }
        }
      }
    }
  }

  private static void addToBlock(double[] block, double[][] losses) {
    block[ORIGINS]++;
    for (int c = 0; c < losses.length; c++) {
      for (int h = 0; h < losses[c].length; h++) {
        if (!Double.isNaN(losses[c][h]) && !Double.isNaN(losses[0][h])) {
          block[loss(c)] += losses[c][h];
          block[loss(c) + 1] += losses[0][h];
          block[loss(c) + 2]++;
        }
      }
    }
  }

  /** The loss of one over that of another where both have one; NaN without any. */
  double ratio(int contender, int beside) {
    return own[contender][beside] / own[beside][contender];
  }

  /** The tests of the reference against the others. */
  List<Comparisons.Against> tests() {
    List<Comparisons.Against> tests = new ArrayList<>();
    for (int c = 1; c < contenders.size(); c++) {
      List<DieboldMariano> byHorizon = new ArrayList<>();
      for (int r = 0; r < reaches.length - 1; r++) {
        byHorizon.add(DieboldMariano.of(differences[c][r]));
      }
      DieboldMariano all = DieboldMariano.of(differences[c][reaches.length - 1]);
      tests.add(new Comparisons.Against(contenders.get(c), all, byHorizon));
    }
    return tests;
  }
}
