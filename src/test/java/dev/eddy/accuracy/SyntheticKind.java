package dev.eddy.accuracy;

import dev.eddy.training.Chance;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Kinds of series that a forecaster must cope with untold, one hour a step. A kind and a seed give
 * the same series on every Java; seeds differ in the settings as well as in the noise.
 */
enum SyntheticKind {
  TREND(1_500, s -> s.level(100).line(s.sign() * s.between(0.02, 0.3)).noise(1)),
  SEASON_WITH_DRIFT(
      1_600, 24, s -> s.level(50).driftingSeason(24, 10, 0.3, 0.05).walk(0.15).noise(1)),
  LEVEL_SHIFT(1_500, s -> s.level(40).shifts(5, 5, 20).autoregression(s.between(0.2, 0.7), 1)),
  RANDOM_WALK(1_500, s -> s.level(100).walk(s.between(0.5, 2))),
  HETEROSCEDASTIC(1_500, s -> s.level(20).changingNoise(s.between(0.5, 0.9), 1)),
  INTERMITTENT(1_500, s -> s.demand(s.between(0.1, 0.4), s.between(1.5, 6))),
  CONSTANT(1_500, s -> s.level(s.between(-1_000, 1_000))),
  TWO_SEASONS(2_016, 168, s -> s.level(100).season(24, 15).season(168, 10).autoregression(0.5, 2)),
  HALF_MISSING(1_600, 24, s -> s.level(30).season(24, 8).autoregression(0.6, 1.5).holes(0.5)),

  // beside what is asked for: what else comes along
  AUTOREGRESSIVE(1_500, s -> s.level(10).autoregression(s.between(0.6, 0.95), 1)),
  NOISE(1_500, s -> s.level(10).noise(2)),
  SQUARE_37(1_500, 37, s -> s.level(5).square(37, 10).noise(0.5)),
  EXACT_SQUARE_37(1_500, 37, s -> s.square(37, s.between(1, 100))),
  SAWTOOTH_50(1_500, 50, s -> s.sawtooth(50, 20).noise(0.5)),
  SPIKES(1_500, 24, s -> s.level(60).season(24, 6).autoregression(0.5, 1).spikes(0.006, 40, 120)),
  RAMP(1_500, s -> s.level(s.between(-50, 50)).line(s.sign() * s.between(0.1, 3))),
  BROKEN_TREND(1_500, s -> s.level(100).brokenLine(8, 0.5).noise(1)),
  REGIMES(1_500, s -> s.regimes(0.3, 3).jump(s.sign() * 60)),
  COUNTS(1_600, 24, s -> s.level(s.between(1, 4)).season(24, 4).each(y -> Math.max(0, y)).counts()),
  LARGE_COUNTS(1_600, 24, s -> s.level(400).season(24, 250).counts()),
  NEGATIVE(1_600, 24, s -> s.level(-500).season(24, 30).autoregression(0.7, 5)),
  TINY(1_600, 24, s -> s.level(3).season(24, 1).autoregression(0.5, 0.2).each(y -> 1e-9 * y)),
  HUGE(1_600, 24, s -> s.level(8).season(24, 1).autoregression(0.5, 0.2).each(y -> 1e9 * y)),
  SIGN_CHANGES(1_500, s -> s.autoregression(1.6, -0.8, 1)),
  ALTERNATING(1_500, s -> s.autoregression(-0.8, 1)),
  MISSING_STRETCHES(
      1_600, 24, s -> s.level(30).season(24, 8).autoregression(0.6, 1).silences(8, 80)),
  HALF_SILENT(1_600, 24, s -> s.level(30).season(24, 8).autoregression(0.6, 1.5).holes(0.5)),
  EXACT_SEASON(1_500, 24, s -> s.level(10).season(24, 5)),
  SEASON_37(1_500, 37, s -> s.level(10).season(37, 5).noise(0.7)),
  MULTIPLICATIVE(
      1_600, 24, s -> s.level(2).line(0.0008).season(24, 0.4).noise(0.08).each(StrictMath::exp)),
  AT_THE_BOUND(1_600, 24, s -> s.season(24, 5).autoregression(0.6, 1).each(y -> Math.max(0, y))),
  WALK_WITH_DRIFT(1_500, s -> s.level(100).line(s.sign() * s.between(0.2, 0.5)).walk(1)),
  HEAVY_TAILS(1_500, s -> s.level(10).autoregression(0.7, 0.3).heavyTails(0.5)),
  TWO_STATES(1_500, s -> s.states(s.between(15, 60), 10).noise(0.2)),
  CHAOS(1_500, s -> s.chaos(10)),
  SEASON_STOPS(1_600, 24, s -> s.season(24, 8).fadeAfter(900).level(20).noise(1)),
  WALK_WITH_SEASON(1_600, 24, s -> s.level(100).season(24, 3).walk(1));

  private final int steps;
  private final int period;
  private final Consumer<Signal> recipe;

  SyntheticKind(int steps, Consumer<Signal> recipe) {
    this(steps, 1, recipe);
  }

  SyntheticKind(int steps, int period, Consumer<Signal> recipe) {
    this.steps = steps;
    this.period = period;
    this.recipe = recipe;
  }

  /** Those for which there are limits. */
  static List<SyntheticKind> asked() {
    return List.of(values()).subList(0, AUTOREGRESSIVE.ordinal());
  }

  /** The seasons that were put in, in steps. */
  List<Integer> periods() {
    return this == TWO_SEASONS ? List.of(24, 168) : period > 1 ? List.of(period) : List.of();
  }

  /** Whether a missing value has no record at all. */
  boolean silent() {
    return this == MISSING_STRETCHES || this == HALF_SILENT;
  }

  /** A series, NaN where a value is missing. */
  double[] series(int seed) {
    Signal signal = new Signal(new Chance(seed, label(), 0).draws("series"), steps);
    recipe.accept(signal);
    return signal.values();
  }

  /** The name in words joined by dashes. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
