package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.List;
import java.util.stream.Stream;

/**
 * The choice, for one target, between an average, one with sharper weights, a stacked one and the
 * mean of that and the average: the average unless another has had a smaller error, the sharper one
 * over all horizons, the stacked ones at each. None says what lies outside of what members say, for
 * all that stacked weights may be negative. Where what was chosen is worse than the best of the
 * guards, that guard has a share in it, which is all of it from 4 % on, until it is better again.
 * At first the first guard speaks alone.
 *
 * <p>Not safe for use by several threads. Bytes: those of five {@link Standings} and a {@link
 * Stacking}.
 */
final class Guarded implements Archived {
  /** Errors of a horizon that must be known before anything is trusted over the first guard. */
  static final int WARMUP = 20;

  private static final double SLACK = 0.04;

  /** Errors of a horizon before any but the average may speak. */
  private static final int KNOWN = 50;

  /** What leaders must be better by than all, over all horizons. */
  private static final double BETTER = 0.995;

  /** What a stacked candidate must be better by than what was chosen so far, at its horizon. */
  private static final double CLEARLY = 0.99;

  private static final double LEAST_WEIGHT = -0.5;
  private static final double LARGEST_WEIGHT = 1.5;

  /** In discounted errors of the best member: further apart one of them is talking nonsense. */
  private static final double LARGEST_CORRECTION = 1;

  private static final int AVERAGE = 0;
  private static final int LEADERS = 1;
  private static final int BETWEEN = 2;
  private static final int STACKED = 3;
  private static final int CANDIDATES = 4;

  private final Stacking stacking;
  private final List<Standings> candidates; // by the numbers above
  private final Standings chosen; // without guard
  private final double[][] said; // [candidates][H]
  private final double[] choices; // [H]
  private List<Standings> members;
  private List<Integer> guards;
  private double[] leading; // [members] weights
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
    this.candidates = Stream.generate(() -> new Standings(horizon)).limit(CANDIDATES).toList();
    this.chosen = new Standings(horizon);
    this.said = new double[CANDIDATES][horizon];
    this.choices = new double[horizon];
    this.leading = new double[members.size()];
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
    leading = new double[members.size()];
    stacked = new double[members.size()];
    stacking.reseat(origins);
  }

  /** Compares what was said of step n with what came. */
  void settle(long n, double value, Surprise surprise) {
    candidates.forEach(candidate -> candidate.settle(n, value, surprise));
    chosen.settle(n, value, surprise);
    stacking.settle(members, candidates.get(AVERAGE), surprise);
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
   * @param lately has looked at the members
   */
  void chooseInto(
      long n, List<double[]> forecasts, double[][] weights, double[] combined, Lately lately) {
    if (n % Stacking.EVERY == 0) {
      stacking.solve(weights);
    }
    int plain = plain(lately);
    for (int h = 1; h <= combined.length; h++) {
      double average = combined[h - 1];
      double correction = stack(h, average, forecasts, weights[h - 1]);
      said[AVERAGE][h - 1] = average;
      said[LEADERS][h - 1] = lead(h, average, forecasts, weights[h - 1]);
      said[BETWEEN][h - 1] = average + correction / 2;
      said[STACKED][h - 1] = average + correction;
      int choice = choice(h, plain, lately);
      choices[h - 1] = said[choice][h - 1];
      combined[h - 1] = choices[h - 1];
      weigh(choice, weights[h - 1]);
      int guard = bestGuard(h, lately);
      double share = shareOf(guard, h, lately);
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

  /** Sets the leaders' weights, those of the average to the fifth power; what they say. */
  private double lead(int h, double average, List<double[]> forecasts, double[] weights) {
    double sum = 0;
    for (int m = 0; m < leading.length; m++) {
      double squared = weights[m] * weights[m];
      leading[m] = squared * squared * weights[m];
      sum += leading[m];
    }
    double apart = 0;
    for (int m = 0; m < leading.length; m++) {
      leading[m] = sum > 0 ? leading[m] / sum : weights[m];
      apart += leading[m] == 0 ? 0 : leading[m] * (forecasts.get(m)[h - 1] - average);
    }
    return average + apart;
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
    double lowest = 0;
    double highest = 0;
    for (int m = 0; m < stacked.length; m++) {
      stacked[m] = sum > 0 ? stacked[m] / sum : weights[m];
      double forecast = forecasts.get(m)[h - 1];
      if (Double.isFinite(forecast)) {
        double apart = forecast - average;
        correction += stacked[m] * apart;
        lowest = Math.min(lowest, apart);
        highest = Math.max(highest, apart);
      }
    }
    double limit = LARGEST_CORRECTION * bestLoss(h);
    lowest = Math.max(lowest, -limit);
    highest = Math.min(highest, limit);
    boolean known = limit >= 0 && !Double.isNaN(correction);
    return known ? Math.max(lowest, Math.min(highest, correction)) : 0;
  }

  private double bestLoss(int h) {
    double best = Double.NaN;
    for (Standings member : members) {
      double loss = member.loss(h);
      best = loss >= best ? best : loss;
    }
    return best;
  }

  private void weigh(int choice, double[] weights) {
    double[] others = choice == LEADERS ? leading : stacked;
    double share = choice == AVERAGE ? 0 : choice == BETWEEN ? 0.5 : 1;
    for (int m = 0; m < weights.length; m++) {
      weights[m] += share * (others[m] - weights[m]);
    }
  }

  /** The better of the average and the leaders; at single horizons chance would choose. */
  private int plain(Lately lately) {
    double sum = 0;
    int known = 0;
    for (int h = 1; h <= choices.length; h++) {
      double leaders = lately.loss(candidates.get(LEADERS), h);
      double ratio = leaders / lately.loss(candidates.get(AVERAGE), h);
      if (ratio > 0 && ratio < Double.POSITIVE_INFINITY && isKnown(LEADERS, h)) {
        sum += ratio;
        known++;
      }
    }
    return sum < BETTER * known ? LEADERS : AVERAGE;
  }

  private int choice(int h, int plain, Lately lately) {
    int choice = plain;
    double least = lately.loss(candidates.get(plain), h);
    for (int c = BETWEEN; c < CANDIDATES && isKnown(c, h); c++) {
      double loss = lately.loss(candidates.get(c), h);
      if (loss < CLEARLY * least) {
        choice = c;
        least = loss;
      }
    }
    return choice;
  }

  private boolean isKnown(int candidate, int h) {
    return candidates.get(candidate).weight(h) > KNOWN;
  }

  private static double mix(double choice, double guard, double share) {
    return share == 1 || Double.isNaN(choice) ? guard : choice + share * (guard - choice);
  }

  private static void guardWeights(double[] weights, int guard, double share) {
    for (int m = 0; m < weights.length; m++) {
      weights[m] += share * ((m == guard ? 1 : 0) - weights[m]);
    }
  }

  private int bestGuard(int h, Lately lately) {
    int best = guards.get(0);
    if (cold(h)) {
      return best;
    }
    for (int guard : guards) {
      boolean better = lately.loss(members.get(guard), h) < lately.loss(members.get(best), h);
      best = better ? guard : best;
    }
    return best;
  }

  /** How much of the forecast is the guard's. */
  private double shareOf(int guard, int h, Lately lately) {
    double behind = lately.loss(chosen, h) / lately.loss(members.get(guard), h) - 1;
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
