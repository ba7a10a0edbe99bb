package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.StepForecast.Settled;
import dev.eddy.series.Step;
import dev.eddy.spec.BoundsSpec;
import dev.eddy.spec.Role;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A model as its readers know it: a name, the members that it combines, its forecasts within
 * bounds, their quantiles, and how they turned out. Not safe for use by several threads.
 */
final class Voice implements Archived {
  /** Whether it combines the members of an entry, for one target. */
  interface Choice {
    boolean includes(int target, Entry entry);
  }

  /** The format since which it is said whether there are quantiles. */
  private static final int WITH_FLAG = 2;

  private final String name;
  private final Choice choice;
  private final boolean guarded;
  private final List<List<Seat>> seats = new ArrayList<>(); // [targets] of those combined
  private final List<List<double[]>> said = new ArrayList<>(); // [targets] by those
  private final List<Combination> combinations = new ArrayList<>(); // [targets]
  private final List<Standings> own = new ArrayList<>(); // [targets]
  private final Supplier<ConformalQuantiles> calibration;
  private final Optional<ConformalQuantiles> quantiles;
  private final List<BoundsSpec> bounds; // [targets]
  private final int horizon;

  /**
   * A voice that has said nothing yet, and is to be {@linkplain #begin seated}.
   *
   * @param choice the entries whose members it combines
   * @param published whether it has quantiles
   * @param calibration makes quantiles that know nothing
   * @param bounds [targets]
   */
  Voice(
      String name,
      Choice choice,
      boolean published,
      Supplier<ConformalQuantiles> calibration,
      List<BoundsSpec> bounds,
      int horizon) {
    this.name = name;
    this.choice = choice;
    this.guarded = name.equals(TopologySpec.COMBINED); // by the baselines among its members
    this.calibration = calibration;
    this.quantiles = published ? Optional.of(calibration.get()) : Optional.empty();
    this.bounds = bounds;
    this.horizon = horizon;
    bounds.forEach(target -> own.add(new Standings(horizon)));
  }

  /**
   * Begins with these members.
   *
   * @param rosters [targets]
   */
  void begin(List<Roster> rosters) {
    seats.clear();
    said.clear();
    combinations.clear();
    for (int t = 0; t < rosters.size(); t++) {
      List<Seat> chosen = chosen(t, rosters.get(t));
      seats.add(chosen);
      said.add(said(chosen));
      combinations.add(new Combination(standings(chosen), guards(chosen), horizon));
    }
  }

  /** Goes on with those who are heard of one target now. */
  void reseat(int target, Roster roster) {
    List<Seat> before = seats.get(target);
    List<Seat> chosen = chosen(target, roster);
    if (!chosen.equals(before)) {
      int best = before.indexOf(Ranking.best(before));
      int[] origins = new int[chosen.size()];
      Arrays.setAll(
          origins, m -> before.contains(chosen.get(m)) ? before.indexOf(chosen.get(m)) : ~best);
      combinations.get(target).reseat(standings(chosen), guards(chosen), origins);
      seats.set(target, chosen);
      said.set(target, said(chosen));
    }
  }

  /** Those who are heard; where none is, as the only one has just begun anew, whoever is there. */
  private List<Seat> chosen(int target, Roster roster) {
    List<Seat> own =
        roster.seats().stream().filter(seat -> choice.includes(target, seat.entry())).toList();
    List<Seat> heard = own.stream().filter(Seat::isHeard).toList();
    return heard.isEmpty() ? own : heard;
  }

  private static List<Standings> standings(List<Seat> seats) {
    return seats.stream().map(Seat::standings).toList();
  }

  private static List<double[]> said(List<Seat> seats) {
    return seats.stream().map(Seat::said).toList();
  }

  private List<Integer> guards(List<Seat> chosen) {
    return IntStream.range(0, chosen.size())
        .filter(m -> guarded && chosen.get(m).entry().isGuard())
        .boxed()
        .toList();
  }

  /** Compares what was said of step n with what came, and adds how it turned out. */
  void settle(long n, Step step, List<Surprise> surprises, List<Settled> settled) {
    double[] values = step.targets();
    for (int t = 0; t < values.length; t++) {
      combinations.get(t).settle(n, values[t], surprises.get(t));
      own.get(t).settle(n, values[t], surprises.get(t));
    }
    quantiles.ifPresent(q -> q.settle(n, step.index(), values, own));
    for (int t = 0; t < values.length; t++) {
      double[] errors = new double[horizon];
      for (int h = 1; h <= horizon; h++) {
        errors[h - 1] = Math.abs(own.get(t).error(h));
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
    combinations.forEach(combination -> combination.skip(n));
    own.forEach(standings -> standings.skip(n));
    quantiles.ifPresent(q -> q.note(n, null));
  }

  /**
   * Forecasts from step n, by what the members have just said.
   *
   * @param index the step's place on the calendar
   */
  ModelForecast speak(long n, long index) {
    double[][] mean = new double[bounds.size()][horizon];
    for (int t = 0; t < mean.length; t++) {
      combinations.get(t).combineInto(n, said.get(t), mean[t]);
      clamp(bounds.get(t), mean[t]);
      own.get(t).note(n, mean[t]);
    }
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

  /**
   * Notes in each seat of a target what its member weighs: of members those of the combination, of
   * any other those of its own voice.
   */
  void weigh(int target) {
    List<Seat> own = seats.get(target);
    for (int m = 0; m < own.size(); m++) {
      if (guarded == (own.get(m).entry().role() == Role.MEMBER)) {
        own.get(m).weigh(combinations.get(target).meanWeight(m));
      }
    }
  }

  /** The mean weight of a member in this voice; 0 if it is none of its own. */
  double weightOf(int target, Seat seat) {
    int at = seats.get(target).indexOf(seat);
    return at < 0 ? 0 : combinations.get(target).meanWeight(at);
  }

  String name() {
    return name;
  }

  /** How its forecasts of each target have turned out. */
  List<Standings> own() {
    return own;
  }

  /** Lets the errors to come of a target count for more. */
  void shorten(int target) {
    combinations.get(target).shorten();
    own.get(target).shorten();
  }

  void forgetOpen() {
    combinations.forEach(Combination::forgetOpen);
    own.forEach(Standings::forgetOpen);
    quantiles.ifPresent(ConformalQuantiles::forgetOpen);
  }

  private static void clamp(BoundsSpec bounds, double[] forecast) {
    for (int h = 0; h < forecast.length; h++) {
      forecast[h] = bounds.clamp(forecast[h]);
    }
  }

  @Override
  public void archive(Archive archive) {
    combinations.forEach(combination -> combination.archive(archive));
    own.forEach(standings -> standings.archive(archive));
    boolean any = quantiles.isPresent();
    if (archive.format() < WITH_FLAG ? any : archive.flag(any)) {
      quantiles.orElseGet(calibration).archive(archive); // or else they are not wanted any more
    }
  }
}
