package dev.eddy.backtest.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many steps it takes after a drift was noticed until the reference's error one step ahead is
 * what it was before: until its mean over {@value #WINDOW} steps is within a tenth of its mean over
 * the {@value #BEFORE} steps that ended {@value #WINDOW} before the drift was noticed. A drift that
 * comes before the one before has been recovered from ends the wait for that one, as not recovered.
 * For one thread.
 */
final class Recovery {
  static final int WINDOW = 50;
  static final int BEFORE = 200;
  private static final double WITHIN = 1.1;

  private final double[] losses = new double[WINDOW + BEFORE]; // of the last steps, as a ring
  private final List<Integer> taken = new ArrayList<>(); // steps, −1 where it never did
  private long steps;
  private double wanted = Double.NaN; // while recovering
  private long since;

  Recovery() {
    Arrays.fill(losses, Double.NaN);
  }

  /**
   * Takes a step in.
   *
   * @param loss one step ahead; NaN if there is none
   * @param drifted whether a drift was noticed at this step
   */
  void add(double loss, boolean drifted) {
    losses[(int) (steps % losses.length)] = loss;
    steps++;
    if (drifted) {
      giveUp();
      wanted = WITHIN * mean(WINDOW, losses.length);
      since = steps;
    } else if (!Double.isNaN(wanted) && steps - since >= WINDOW && mean(0, WINDOW) <= wanted) {
      taken.add((int) (steps - since));
      wanted = Double.NaN;
    }
  }

  private void giveUp() {
    if (!Double.isNaN(wanted)) {
      taken.add(-1);
    }
    wanted = Double.NaN;
  }

  /** Of the steps from so many ago to so many ago; NaN without any. */
  private double mean(int from, int to) {
    double sum = 0;
    int count = 0;
    for (int ago = from; ago < Math.min(to, steps); ago++) {
      double loss = losses[(int) ((steps - 1 - ago) % losses.length)];
      if (!Double.isNaN(loss)) {
        sum += loss;
        count++;
      }
    }
    return sum / count;
  }

  /** For each drift whose end is known the steps it took; −1 where another came before. */
  List<Integer> taken() {
    return List.copyOf(taken);
  }
}
