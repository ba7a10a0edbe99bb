package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.model.Reach;
import dev.eddy.model.Reach.Advice;
import dev.eddy.training.Parameters;

/**
 * Follows how a gradient fades on its way back through a network: a gradient of length 1 by the
 * last hidden state, the same for all units, is carried to the beginning of a window. Unlike the
 * gradient that the network learns from, it has no other source on the way, so that its lengths by
 * lag show vanishing (or explosion) alone (Bengio, Simard and Frasconi 1994, doi
 * 10.1109/72.279181).
 *
 * <p>Every {@value #THINNING}th update pays a third of an update for it. 40 bytes. Not safe for use
 * by several threads.
 */
final class GradientReach implements Archived {
  private static final int THINNING = 64;
  private static final double RATE = 0.125;
  private static final int PATIENCE = 8; // looks before anything is advised
  private static final double NOTHING = 1e-6;
  private static final double LITTLE = 0.01;
  private static final double MUCH = 0.1;

  private final int window;
  private final int leastWindow;
  private final double[] lengths; // [window] by lag, scratch
  private long updates;
  private long looks;
  private double logDecay; // running means
  private double carried;
  private double reached; // lags at which more than LITTLE is left
  private double contraction = Double.NaN;

  /**
   * Nothing seen.
   *
   * @param window steps of a full window
   * @param leastWindow what the horizon asks for: a shorter one is not advised
   */
  GradientReach(int window, int leastWindow) {
    this.window = window;
    this.leastWindow = leastWindow;
    lengths = new double[window];
  }

  /**
   * Looks, if it is time, at a network whose window has just been passed forward and back; the way
   * back is overwritten.
   *
   * @param count steps of the window
   */
  void follow(Network network, Parameters parameters, int count, Kernel kernel) {
    if (count == window && window > 1 && updates++ % THINNING == 0) {
      network.carryBack(parameters, count, kernel);
      for (int lag = 0; lag < count; lag++) {
        lengths[lag] = network.hiddenGradientNorm(count - 1 - lag, kernel);
      }
      contraction = network.contraction(parameters);
      look();
    }
  }

  private void look() {
    int last = 0; // the last lag at which there is anything
    int lags = 0;
    while (last + 1 < window && lengths[last + 1] > NOTHING * lengths[0]) {
      last++;
      lags += lengths[last] > LITTLE * lengths[0] ? 1 : 0;
    }
    double end = Math.max(lengths[Math.max(last, 1)] / lengths[0], Float.MIN_VALUE);
    double decay = StrictMath.log(end) / Math.max(last, 1);
    double left = lengths[window - 1] / lengths[0];
    if (!(Math.abs(decay) < Double.MAX_VALUE && left < Double.MAX_VALUE)) {
      return; // it exploded beyond what a float holds, which the gradient's norm shows
    }
    double rate = Math.max(RATE, 1.0 / (looks + 1));
    looks++;
    logDecay += rate * (decay - logDecay);
    carried += rate * (left - carried);
    reached += rate * (lags - reached);
  }

  /** What is known. */
  Reach reach() {
    if (looks == 0) {
      return Reach.UNKNOWN;
    }
    return new Reach(StrictMath.exp(logDecay), carried, contraction, window, reached, advice());
  }

  private Advice advice() {
    if (looks < PATIENCE) {
      return Advice.NONE;
    } else if (carried > MUCH) {
      return Advice.SHORTER_THAN_CARRIED;
    }
    boolean ends = 4 * reached < window && window > leastWindow;
    return ends ? Advice.LONGER_THAN_REACHED : Advice.NONE;
  }

  @Override
  public void archive(Archive archive) {
    updates = archive.number(updates);
    looks = archive.number(looks);
    logDecay = archive.number(logDecay);
    carried = archive.number(carried);
    reached = archive.number(reached);
    contraction = archive.number(contraction);
  }
}
