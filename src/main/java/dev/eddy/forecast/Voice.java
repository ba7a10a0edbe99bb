package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.series.Step;
import dev.eddy.spec.BoundsSpec;
import java.util.List;
import java.util.Optional;

/**
 * A model as its readers know it: a name, the members that it combines, its forecasts within
 * bounds, their quantiles, and how they turned out. Not safe for use by several threads.
 */
final class Voice implements Archived {
  private final String name;
  private final List<Integer> members; // indexes into the ensemble's
  private final Combination combination;
  private final Standings own;
  private final Optional<ConformalQuantiles> quantiles;
  private final List<BoundsSpec> bounds; // [targets]
  private final int horizon;

  /**
   * A voice that has said nothing yet.
   *
   * @param members indexes of the members that it combines
   * @param combination over just those, in that order
   * @param quantiles empty if none are published
   * @param bounds [targets]
   */
  Voice(
      String name,
      List<Integer> members,
      Combination combination,
      Optional<ConformalQuantiles> quantiles,
      List<BoundsSpec> bounds,
      int horizon) {
    this.name = name;
    this.members = members;
    this.combination = combination;
    this.own = new Standings(bounds.size(), horizon);
    this.quantiles = quantiles;
    this.bounds = bounds;
    this.horizon = horizon;
  }

  /** Compares what was said of step n with what came, and adds how it turned out. */
  void settle(long n, Step step, List<Settled> settled) {
    double[] values = step.targets();
    combination.settle(n, values);
    own.settle(n, values);
    quantiles.ifPresent(q -> q.settle(n, step.index(), values, own));
    for (int t = 0; t < values.length; t++) {
      double[] errors = new double[horizon];
      for (int h = 1; h <= horizon; h++) {
        errors[h - 1] = Math.abs(own.error(t, h));
      }
      int target = t;
      settled.add(
          new Settled(
              name,
              t,
              errors,
              quantiles.map(q -> q.below(target)).orElseGet(() -> new double[0][]),
              quantiles.map(q -> q.winkler(target)).orElseGet(() -> new double[0])));
    }
  }

  /** Notes that nothing is said at step n. */
  void skip(long n) {
    combination.skip(n);
    own.note(n, null);
    quantiles.ifPresent(q -> q.note(n, null));
  }

  /**
   * Forecasts from step n.
   *
   * @param index the step's place on the calendar
   * @param said [members of the ensemble][targets][H]. Not modified.
   */
  ModelForecast speak(long n, long index, List<double[][]> said) {
    double[][] mean = new double[bounds.size()][horizon];
    combination.combineInto(n, members.stream().map(said::get).toList(), mean);
    clamp(mean);
    own.note(n, mean);
    if (quantiles.isEmpty()) {
      return new ModelForecast(name, mean, new double[bounds.size()][0][]);
    }
    double[][][] levels = quantiles.get().issue(n, index, mean);
    for (int t = 0; t < levels.length; t++) {
      for (double[] level : levels[t]) {
        clamp(bounds.get(t), level);
      }
    }
    quantiles.get().note(n, levels);
    return new ModelForecast(name, mean, levels);
  }

  /** The mean weight of a member of the ensemble in this voice; 0 if it is none of its own. */
  double weightOf(int member) {
    int at = members.indexOf(member);
    return at < 0 ? 0 : combination.meanWeight(at);
  }

  /** How its forecasts have turned out. */
  Standings own() {
    return own;
  }

  /** Lets the errors to come of a target count for more. */
  void shorten(int target) {
    combination.shorten(target);
    own.shorten(target);
  }

  void forgetOpen() {
    combination.forgetOpen();
    own.forgetOpen();
    quantiles.ifPresent(ConformalQuantiles::forgetOpen);
  }

  private void clamp(double[][] forecast) {
    for (int t = 0; t < forecast.length; t++) {
      clamp(bounds.get(t), forecast[t]);
    }
  }

  private static void clamp(BoundsSpec bounds, double[] forecast) {
    for (int h = 0; h < forecast.length; h++) {
      forecast[h] = bounds.clamp(forecast[h]);
    }
  }

  @Override
  public void archive(Archive archive) {
    combination.archive(archive);
    own.archive(archive);
    quantiles.ifPresent(q -> q.archive(archive));
  }
}
