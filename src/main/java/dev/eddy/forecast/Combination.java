package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Members' forecasts of one target made into one, at each horizon by how the members have done
 * lately.
 *
 * <p>With q the discounted error of a member at horizon h, {@linkplain Lately more if it is in
 * doubt}, and q* the least of them, members are averaged with weights
 *
 * <pre>
 *   exp(−s·(q/q* − 1))     s = 15 / (1 + (h − 1)/12)
 * </pre>
 *
 * or silent where those are below exp(−3.75): near the plain mean among equals, and silence for
 * whoever is far behind. Far ahead, where errors overlap and are less worth as evidence, weights
 * are flatter. The first who was never wrong speaks alone. Where guards are set, a {@link Guarded}
 * choice is made between that average, a sharper one, stacked ones and the guards.
 *
 * <p>Not safe for use by several threads. Bytes: with guards, those of {@link Guarded}. Cost: at
 * most one exponential a member and horizon.
 */
final class Combination implements Archived {
  /** Of weights one step ahead. */
  private static final double SHARPNESS = 15;

  /** Steps further ahead at which weights are half as sharp. */
  private static final double HALF_AS_SHARP = 12;

  /** Whoever has less than exp(−{@value}) of the weight of the best is silent. */
  private static final double REACH = 3.75;

  /** Errors of a horizon that must be known before members are trusted over the first guard. */
  static final int WARMUP = Guarded.WARMUP;

  private final Optional<Guarded> guarded;
  private final Lately lately;
  private List<Standings> members;
  private double[][] weights; // [H][members]
  private double[] meanWeights; // [members]

  /**
   * Over members that somebody else settles.
   *
   * @param guards indexes of those that speak alone at first and when the average is behind; the
   *     first is the fallback; empty: the average is all there is
   */
  Combination(List<Standings> members, List<Integer> guards, int horizon) {
    this.members = List.copyOf(members);
    this.guarded =
        guards.isEmpty()
            ? Optional.empty()
            : Optional.of(new Guarded(this.members, guards, horizon));
    this.lately = new Lately(horizon);
    this.weights = new double[horizon][members.size()];
    this.meanWeights = new double[members.size()];
  }

  /**
   * Goes on with other members.
   *
   * @param guards as at first; empty if there were none then
   * @param origins for each which it was before; ~m for a new one, which is taken for the double of
   *     member m until it has shown what it is
   */
  void reseat(List<Standings> others, List<Integer> guards, int[] origins) {
    double[] before = meanWeights;
    members = List.copyOf(others);
    weights = new double[weights.length][members.size()];
    meanWeights = new double[members.size()];
    Arrays.setAll(meanWeights, m -> origins[m] < 0 ? 0 : before[origins[m]]);
    guarded.ifPresent(choice -> choice.reseat(members, guards, origins));
  }

  /** Compares what was said of step n with what came. */
  void settle(long n, double value, Surprise surprise) {
    guarded.ifPresent(choice -> choice.settle(n, value, surprise));
  }

  /** Notes that nothing is said at step n. */
  void skip(long n) {
    guarded.ifPresent(choice -> choice.skip(n));
  }

  /** Lets the errors to come count for more. */
  void shorten() {
    guarded.ifPresent(Guarded::shorten);
  }

  void forgetOpen() {
    guarded.ifPresent(Guarded::forgetOpen);
  }

  /**
   * Combines.
   *
   * @param n the present step
   * @param forecasts [members][H]. Not modified.
   * @param combined [H]. Modified.
   */
  void combineInto(long n, List<double[]> forecasts, double[] combined) {
    if (members.size() == 1 && guarded.isEmpty()) {
      speakAlone(forecasts.get(0), combined);
      return;
    }
    lately.take(members);
    for (int h = 1; h <= combined.length; h++) {
      weigh(h, forecasts);
      combined[h - 1] = average(h, forecasts);
    }
    guarded.ifPresent(choice -> choice.chooseInto(n, forecasts, weights, combined, lately));
    Arrays.fill(meanWeights, 0);
    for (double[] ofHorizon : weights) {
      for (int m = 0; m < ofHorizon.length; m++) {
        meanWeights[m] += ofHorizon[m] / weights.length;
      }
    }
  }

  private void speakAlone(double[] forecast, double[] combined) {
    int said = 0;
    for (int h = 1; h <= combined.length; h++) {
      boolean speaks = Double.isFinite(forecast[h - 1]);
      combined[h - 1] = speaks ? forecast[h - 1] : Double.NaN;
      said += speaks ? 1 : 0;
    }
    meanWeights[0] = said / (double) combined.length;
  }

  /** Each member's weight at the last combination, averaged over horizons. */
  double meanWeight(int member) {
    return meanWeights[member];
  }

  private void weigh(int h, List<double[]> forecasts) {
    double[] own = weights[h - 1];
    double best = Double.POSITIVE_INFINITY;
    for (int m = 0; m < own.length; m++) {
      double loss = lately.loss(members.get(m), h);
      boolean speaks = Double.isFinite(forecasts.get(m)[h - 1]);
      own[m] = speaks ? loss : Double.NaN;
      best = speaks && loss < best ? loss : best;
    }
    double sharpness = SHARPNESS / (1 + (h - 1) / HALF_AS_SHARP);
    double sum = 0;
    for (int m = 0; m < own.length; m++) {
      boolean perfect = best == 0 && own[m] == 0;
      own[m] = best == 0 ? 0 : weightOf(own[m], best, forecasts.get(m)[h - 1], sharpness);
      if (perfect && sum == 0) {
        own[m] = 1; // who was never wrong needs nobody beside him
      }
      sum += own[m];
    }
    for (int m = 0; m < own.length && sum > 0; m++) {
      own[m] /= sum;
    }
  }

  private static double weightOf(double loss, double best, double forecast, double sharpness) {
    if (best == Double.POSITIVE_INFINITY) {
      return Double.isFinite(forecast) ? 1 : 0; // nobody has been judged yet
    }
    if (loss == best) {
      return 1;
    }
    double behind = sharpness * (loss / best - 1);
    return behind <= REACH ? StrictMath.exp(-behind) : 0;
  }

  private double average(int h, List<double[]> forecasts) {
    double[] own = weights[h - 1];
    double sum = 0;
    boolean any = false;
    double only = Double.NaN;
    for (int m = 0; m < own.length; m++) {
      if (own[m] > 0) {
        double forecast = forecasts.get(m)[h - 1];
        only = any && forecast != only ? Double.NaN : forecast;
        any = true;
        sum += own[m] * forecast;
      }
    }
    return !any || !Double.isNaN(only) ? only : sum; // where all agree, exactly what they say
  }

  @Override
  public void archive(Archive archive) {
    guarded.ifPresent(choice -> choice.archive(archive));
    archive.array(meanWeights);
  }
}
