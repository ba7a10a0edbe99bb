package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Members' forecasts made into one, for each target and horizon by how the members have done
 * lately.
 *
 * <p>With q the discounted mean absolute error of a member and q* the least of them, members with q
 * ≤ 1.25·q* are averaged with weights exp(−6·(q/q* − 1)): near the plain mean among equals, and
 * silence for whoever is far behind. Where a guard is set, the average must not itself fall behind
 * the best of the guards: when its own discounted error is more than 2 % above theirs, they speak
 * instead, until it is better again.
 *
 * <p>Not safe for use by several threads. Bytes: with guards, those of its own {@link Standings}.
 * Cost: at most one exponential a member, target and horizon.
 */
final class Combination implements Archived {
  private static final double REACH = 1.25;
  private static final double SHARPNESS = 6;
  private static final double GUARD_SLACK = 1.02;

  /** Errors of a horizon that must be known before members are trusted over the first guard. */
  static final int WARMUP = 20;

  private final List<Standings> members;
  private final List<Integer> guards; // members that the average must keep up with; may be empty
  private final Optional<Standings> average; // of the average without guard, where there is one
  private final double[][] averaged; // [targets][H]
  private final double[] weights; // [members], of one target and horizon
  private final double[] meanWeights; // [members]

  /**
   * Over members that somebody else settles.
   *
   * @param guards indexes of those that speak alone at first and when the average is behind; the
   *     first is the fallback
   */
  Combination(List<Standings> members, List<Integer> guards, int targets, int horizon) {
    this.members = List.copyOf(members);
    this.guards = List.copyOf(guards);
    this.average =
        guards.isEmpty() ? Optional.empty() : Optional.of(new Standings(targets, horizon));
    this.averaged = new double[targets][horizon];
    this.weights = new double[members.size()];
    this.meanWeights = new double[members.size()];
  }

  /** Compares what the average said of step n with what came. */
  void settle(long n, double[] values) {
    average.ifPresent(standings -> standings.settle(n, values));
  }

  /** Notes that nothing is said at step n. */
  void skip(long n) {
    average.ifPresent(standings -> standings.note(n, null));
  }

  void forgetOpen() {
    average.ifPresent(Standings::forgetOpen);
  }

  /**
   * Combines.
   *
   * @param n the present step
   * @param forecasts [members][targets][H]. Not modified.
   * @param combined [targets][H]. Modified.
   */
  void combineInto(long n, List<double[][]> forecasts, double[][] combined) {
    Arrays.fill(meanWeights, 0);
    double share = 1.0 / (combined.length * combined[0].length);
    for (int t = 0; t < combined.length; t++) {
      for (int h = 1; h <= combined[t].length; h++) {
        weigh(t, h, forecasts);
        averaged[t][h - 1] = average(t, h, forecasts);
        int guard = guardThatSpeaks(t, h);
        if (guard >= 0) {
          Arrays.fill(weights, 0);
          weights[guard] = 1;
        }
        combined[t][h - 1] = guard >= 0 ? forecasts.get(guard)[t][h - 1] : averaged[t][h - 1];
        for (int m = 0; m < weights.length; m++) {
          meanWeights[m] += share * weights[m];
        }
      }
    }
    average.ifPresent(standings -> standings.note(n, averaged));
  }

  /** Each member's weight at the last combination, averaged over targets and horizons. */
  double meanWeight(int member) {
    return meanWeights[member];
  }

  private void weigh(int t, int h, List<double[][]> forecasts) {
    double best = Double.POSITIVE_INFINITY;
    for (int m = 0; m < weights.length; m++) {
      double loss = members.get(m).loss(t, h);
      boolean speaks = Double.isFinite(forecasts.get(m)[t][h - 1]);
      weights[m] = speaks ? loss : Double.NaN;
      best = speaks && loss < best ? loss : best;
    }
    double sum = 0;
    for (int m = 0; m < weights.length; m++) {
      weights[m] = weightOf(weights[m], best, forecasts.get(m)[t][h - 1]);
      sum += weights[m];
    }
    for (int m = 0; m < weights.length && sum > 0; m++) {
      weights[m] /= sum;
    }
  }

  private static double weightOf(double loss, double best, double forecast) {
    if (best == Double.POSITIVE_INFINITY) {
      return Double.isFinite(forecast) ? 1 : 0; // nobody has been judged yet
    }
    if (!(loss <= REACH * best)) {
      return 0;
    }
    return best == 0 ? 1 : StrictMath.exp(-SHARPNESS * (loss / best - 1));
  }

  private double average(int t, int h, List<double[][]> forecasts) {
    double sum = 0;
    boolean any = false;
    double only = Double.NaN;
    for (int m = 0; m < weights.length; m++) {
      if (weights[m] > 0) {
        double forecast = forecasts.get(m)[t][h - 1];
        only = any && forecast != only ? Double.NaN : forecast;
        any = true;
        sum += weights[m] * forecast;
      }
    }
    return !any || !Double.isNaN(only) ? only : sum; // where all agree, exactly what they say
  }

  private int guardThatSpeaks(int t, int h) {
    if (average.isEmpty()) {
      return -1;
    }
    if (members.get(guards.get(0)).weight(t, h) < warmWeight()) {
      return guards.get(0);
    }
    int best = guards.get(0);
    for (int guard : guards) {
      best = members.get(guard).loss(t, h) < members.get(best).loss(t, h) ? guard : best;
    }
    return average.get().loss(t, h) > GUARD_SLACK * members.get(best).loss(t, h) ? best : -1;
  }

  /** The discounted number of {@link #WARMUP} errors, give or take a part of one. */
  private static double warmWeight() {
    return WARMUP - 0.5;
  }

  @Override
  public void archive(Archive archive) {
    average.ifPresent(standings -> standings.archive(archive));
    archive.array(meanWeights);
  }
}
