package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.List;

/**
 * The choice between an average, a stacked one, the mean of the two, and the guards: for each
 * target and horizon the first unless a later one has had a smaller discounted error; and where
 * what was chosen is worse than the best of the guards, that guard has a share in it, which is all
 * of it from 4 % on, until it is better again. At first the first guard speaks alone.
 *
 * <p>Not safe for use by several threads. Bytes: those of four {@link Standings} and a {@link
 * Stacking}.
 */
final class Guarded implements Archived {
  /** Errors of a horizon that must be known before anything is trusted over the first guard. */
  static final int WARMUP = 20;

  private static final double SLACK = 0.04;

  /** Errors of a horizon before stacking may speak. */
  private static final int STACKED_AFTER = 50;

  /** What a candidate must be better by than an earlier one. */
  private static final double CLEARLY = 0.99;

  private static final double LEAST_WEIGHT = -0.5;
  private static final double LARGEST_WEIGHT = 1.5;

  /** In discounted errors of the best member: further apart one of them is talking nonsense. */
  private static final double LARGEST_CORRECTION = 1;

  private static final int AVERAGE = 0;
  private static final int BETWEEN = 1;
  private static final int STACKED = 2;

  private final List<Standings> members;
  private final List<Integer> guards;
  private final Stacking stacking;
  private final List<Standings> candidates; // by the numbers above
  private final Standings chosen; // without guard
  private final double[][][] said; // [candidates][targets][H]
  private final double[][] choices; // [targets][H]
  private final double[] stacked; // [members] weights

  /**
   * Nothing said yet.
   *
   * @param guards indexes of members, at least one; the first is the fallback
   */
  Guarded(List<Standings> members, List<Integer> guards, int targets, int horizon) {
    this.members = members;
    this.guards = List.copyOf(guards);
    this.stacking = new Stacking(members.size(), targets, horizon);
    this.candidates =
        List.of(
            new Standings(targets, horizon),
            new Standings(targets, horizon),
            new Standings(targets, horizon));
    this.chosen = new Standings(targets, horizon);
    this.said = new double[candidates.size()][targets][horizon];
    this.choices = new double[targets][horizon];
    this.stacked = new double[members.size()];
  }

  /** Compares what was said of step n with what came. */
  void settle(long n, double[] values) {
    candidates.forEach(candidate -> candidate.settle(n, values));
    chosen.settle(n, values);
    stacking.settle(members, candidates.get(AVERAGE));
  }

  /** Notes that nothing is said at step n. */
  void skip(long n) {
    candidates.forEach(candidate -> candidate.note(n, null));
    chosen.note(n, null);
  }

  /** Lets the errors to come of a target count for more. */
  void shorten(int target) {
    candidates.forEach(candidate -> candidate.shorten(target));
    chosen.shorten(target);
    stacking.shorten(target);
  }

  void forgetOpen() {
    candidates.forEach(Standings::forgetOpen);
    chosen.forgetOpen();
  }

  /**
   * Chooses.
   *
   * @param n the present step
   * @param forecasts [members][targets][H]. Not modified.
   * @param weights [targets][H][members] of the average. Modified: those of what was chosen.
   * @param combined [targets][H] the average. Modified: what was chosen.
   */
  void chooseInto(long n, List<double[][]> forecasts, double[][][] weights, double[][] combined) {
    if (n % Stacking.EVERY == 0) {
      stacking.solve(weights);
    }
    for (int t = 0; t < combined.length; t++) {
      for (int h = 1; h <= combined[t].length; h++) {
        double average = combined[t][h - 1];
        double correction = stack(t, h, average, forecasts, weights[t][h - 1]);
        said[AVERAGE][t][h - 1] = average;
        said[BETWEEN][t][h - 1] = average + correction / 2;
        said[STACKED][t][h - 1] = average + correction;
        int choice = choice(t, h);
        choices[t][h - 1] = said[choice][t][h - 1];
        combined[t][h - 1] = choices[t][h - 1];
        mix(weights[t][h - 1], choice / (double) STACKED);
        int guard = bestGuard(t, h);
        double share = shareOf(guard, t, h);
        if (share > 0) {
          combined[t][h - 1] = mix(choices[t][h - 1], forecasts.get(guard)[t][h - 1], share);
          guardWeights(weights[t][h - 1], guard, share);
        }
      }
    }
    for (int c = 0; c < said.length; c++) {
      candidates.get(c).note(n, said[c]);
    }
    chosen.note(n, choices);
  }

  /** Sets the stacked weights; by how much their forecast differs from the average. */
  private double stack(int t, int h, double average, List<double[][]> forecasts, double[] weights) {
    double sum = 0;
    for (int m = 0; m < stacked.length; m++) {
      double weight = weights[m] + stacking.correction(t, h, m);
      boolean speaks = Double.isFinite(forecasts.get(m)[t][h - 1]);
      stacked[m] = speaks ? Math.max(LEAST_WEIGHT, Math.min(LARGEST_WEIGHT, weight)) : 0;
      sum += stacked[m];
    }
    double correction = 0;
    for (int m = 0; m < stacked.length; m++) {
      stacked[m] = sum > 0 ? stacked[m] / sum : weights[m];
      double apart = forecasts.get(m)[t][h - 1] - average;
      correction += stacked[m] == 0 ? 0 : stacked[m] * apart;
    }
    double limit = LARGEST_CORRECTION * bestLoss(t, h);
    return limit >= 0 ? Math.max(-limit, Math.min(limit, correction)) : 0;
  }

  private double bestLoss(int t, int h) {
    double best = Double.NaN;
    for (Standings member : members) {
      double loss = member.loss(t, h);
      best = loss >= best ? best : loss;
    }
    return best;
  }

  private void mix(double[] weights, double share) {
    for (int m = 0; m < weights.length; m++) {
      weights[m] += share * (stacked[m] - weights[m]);
    }
  }

  private int choice(int t, int h) {
    int choice = AVERAGE;
    for (int c = BETWEEN; c <= STACKED && candidates.get(c).weight(t, h) > STACKED_AFTER; c++) {
      choice =
          candidates.get(c).loss(t, h) < CLEARLY * candidates.get(choice).loss(t, h) ? c : choice;
    }
    return choice;
  }

  private static double mix(double choice, double guard, double share) {
    return share == 1 || Double.isNaN(choice) ? guard : choice + share * (guard - choice);
  }

  private static void guardWeights(double[] weights, int guard, double share) {
    for (int m = 0; m < weights.length; m++) {
      weights[m] += share * ((m == guard ? 1 : 0) - weights[m]);
    }
  }

  private int bestGuard(int t, int h) {
    int best = guards.get(0);
    if (cold(t, h)) {
      return best;
    }
    for (int guard : guards) {
      best = members.get(guard).loss(t, h) < members.get(best).loss(t, h) ? guard : best;
    }
    return best;
  }

  /** How much of the forecast is the guard's. */
  private double shareOf(int guard, int t, int h) {
    double behind = chosen.loss(t, h) / members.get(guard).loss(t, h) - 1;
    return cold(t, h) || behind >= SLACK ? 1 : Math.max(0, behind / SLACK);
  }

  private boolean cold(int t, int h) {
    return members.get(guards.get(0)).weight(t, h) < warmWeight();
  }

  /** The discounted number of {@link #WARMUP} errors, give or take a part of one. */
  private static double warmWeight() {
    return WARMUP - 0.5;
  }

  @Override
  public void archive(Archive archive) {
    stacking.archive(archive);
    candidates.forEach(candidate -> candidate.archive(archive));
    chosen.archive(archive);
  }
}
