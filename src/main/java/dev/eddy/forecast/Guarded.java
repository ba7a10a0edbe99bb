package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.List;

/**
 * The choice, for one target, between an average, a stacked one, the mean of the two, and the
 * guards: at each horizon the first unless a later one has had a smaller discounted error; and
 * where what was chosen is worse than the best of the guards, that guard has a share in it, which
 * is all of it from 4 % on, until it is better again. At first the first guard speaks alone.
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

  private final Stacking stacking;
  private final List<Standings> candidates; // by the numbers above
  private final Standings chosen; // without guard
  private final double[][] said; // [candidates][H]
  private final double[] choices; // [H]
  private List<Standings> members;
  private List<Integer> guards;
  private double[] stacked; // [members] weights

  /**
   * Nothing said yet.
   *
   * @param guards indexes of members, at least one; the first is the fallback
   */
  Guarded(List<Standings> members, List<Integer> guards, int horizon) {
    this.members = List.copyOf(members);
    this.guards = List.copyOf(guards);
    this.stacking = new Stacking(members.size(), horizon);
    this.candidates =
        List.of(new Standings(horizon), new Standings(horizon), new Standings(horizon));
    this.chosen = new Standings(horizon);
    this.said = new double[candidates.size()][horizon];
    this.choices = new double[horizon];
    this.stacked = new double[members.size()];
  }

  /**
   * Goes on with other members.
   *
   * @param origins as {@link Stacking#reseat} has them
   */
  void reseat(List<Standings> others, List<Integer> otherGuards, int[] origins) {
    members = List.copyOf(others);
    guards = List.copyOf(otherGuards);
    stacked = new double[members.size()];
    stacking.reseat(origins);
  }

  /** Compares what was said of step n with what came. */
  void settle(long n, double value) {
    candidates.forEach(candidate -> candidate.settle(n, value));
    chosen.settle(n, value);
    stacking.settle(members, candidates.get(AVERAGE));
  }

  /** Notes that nothing is said at step n. */
  void skip(long n) {
    candidates.forEach(candidate -> candidate.skip(n));
    chosen.skip(n);
  }

  /** Lets the errors to come count for more. */
  void shorten() {
    candidates.forEach(Standings::shorten);
    chosen.shorten();
    stacking.shorten();
  }

  void forgetOpen() {
    candidates.forEach(Standings::forgetOpen);
    chosen.forgetOpen();
  }

  /**
   * Chooses.
   *
   * @param n the present step
   * @param forecasts [members][H]. Not modified.
   * @param weights [H][members] of the average. Modified: those of what was chosen.
   * @param combined [H] the average. Modified: what was chosen.
   */
  void chooseInto(long n, List<double[]> forecasts, double[][] weights, double[] combined) {
    if (n % Stacking.EVERY == 0) {
      stacking.solve(weights);
    }
    for (int h = 1; h <= combined.length; h++) {
      double average = combined[h - 1];
      double correction = stack(h, average, forecasts, weights[h - 1]);
      said[AVERAGE][h - 1] = average;
      said[BETWEEN][h - 1] = average + correction / 2;
      said[STACKED][h - 1] = average + correction;
      int choice = choice(h);
      choices[h - 1] = said[choice][h - 1];
      combined[h - 1] = choices[h - 1];
      mix(weights[h - 1], choice / (double) STACKED);
      int guard = bestGuard(h);
      double share = shareOf(guard, h);
      if (share > 0) {
        combined[h - 1] = mix(choices[h - 1], forecasts.get(guard)[h - 1], share);
        guardWeights(weights[h - 1], guard, share);
      }
    }
    for (int c = 0; c < said.length; c++) {
      candidates.get(c).note(n, said[c]);
    }
    chosen.note(n, choices);
  }

  /** Sets the stacked weights; by how much their forecast differs from the average. */
  private double stack(int h, double average, List<double[]> forecasts, double[] weights) {
    double sum = 0;
    for (int m = 0; m < stacked.length; m++) {
      double weight = weights[m] + stacking.correction(h, m);
      boolean speaks = Double.isFinite(forecasts.get(m)[h - 1]);
      stacked[m] = speaks ? Math.max(LEAST_WEIGHT, Math.min(LARGEST_WEIGHT, weight)) : 0;
      sum += stacked[m];
    }
    double correction = 0;
    for (int m = 0; m < stacked.length; m++) {
      stacked[m] = sum > 0 ? stacked[m] / sum : weights[m];
      double apart = forecasts.get(m)[h - 1] - average;
      correction += stacked[m] == 0 ? 0 : stacked[m] * apart;
    }
    double limit = LARGEST_CORRECTION * bestLoss(h);
    return limit >= 0 ? Math.max(-limit, Math.min(limit, correction)) : 0;
  }

  private double bestLoss(int h) {
    double best = Double.NaN;
    for (Standings member : members) {
      double loss = member.loss(h);
      best = loss >= best ? best : loss;
    }
    return best;
  }

  private void mix(double[] weights, double share) {
    for (int m = 0; m < weights.length; m++) {
      weights[m] += share * (stacked[m] - weights[m]);
    }
  }

  private int choice(int h) {
    int choice = AVERAGE;
    for (int c = BETWEEN; c <= STACKED && candidates.get(c).weight(h) > STACKED_AFTER; c++) {
      choice = candidates.get(c).loss(h) < CLEARLY * candidates.get(choice).loss(h) ? c : choice;
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

  private int bestGuard(int h) {
    int best = guards.get(0);
    if (cold(h)) {
      return best;
    }
    for (int guard : guards) {
      best = members.get(guard).loss(h) < members.get(best).loss(h) ? guard : best;
    }
    return best;
  }

  /** How much of the forecast is the guard's. */
  private double shareOf(int guard, int h) {
    double behind = chosen.loss(h) / members.get(guard).loss(h) - 1;
    return cold(h) || behind >= SLACK ? 1 : Math.max(0, behind / SLACK);
  }

  private boolean cold(int h) {
    return members.get(guards.get(0)).weight(h) < warmWeight();
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
