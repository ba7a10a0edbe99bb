package dev.eddy.series;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ViewSpec;
import dev.eddy.spec.ViewSpec.Base;
import java.util.Arrays;
import java.util.List;

/**
 * One target seen through one view: its transformed values less the season's profile, the base from
 * which each horizon is forecast, and the scale of the residual at each horizon. Bases and scales
 * of the last H steps are kept, because a pair (origin, horizon) is learned with those that held at
 * its origin.
 *
 * <p>Not safe for use by several threads. Bytes: about 8·H² + 8·lags, and the profile's. Operations
 * a step: about 10·H.
 */
public final class Track implements Archived {
  private static final double RESIDUAL_LIMIT = 12;
  private static final double SLOWEST_LEVEL_RATE = 0.005;

  private final Base base;
  private final Transformation transformation;
  private final int horizon;
  private final List<Season> seasons;
  private final Profile profile;
  private final Scale[] residualScales; // [H]
  private final Scale changeScale = new Scale();
  private final Scale levelScale = new Scale();
  private final Origins bases;
  private final Origins scales;
  private final double[] residuals; // [H] of the pairs that the present step completed
  private final double[] past; // [lags] ring of values less profile
  private double value = Double.NaN;
  private double held = Double.NaN; // the last value less profile that was not missing
  private double heldFrom; // the profile that was taken from it
  private double change;
  private double level;
  private long observed;
  private boolean frozen;
  private long steps;

  /**
   * Nothing seen yet.
   *
   * @param view transform and base
   * @param seasons what the calendar offers, shortest first; may be empty
   * @param horizon H
   * @param lags of the models that will ask
   */
  public Track(ViewSpec view, List<Season> seasons, int horizon, List<LagsSpec> lags) {
    this(view.base(), Transformation.of(view.transform()), seasons, horizon, lags);
  }

  /** Nothing seen yet, through a transform of which more is known than its kind. */
  public Track(
      Base base,
      Transformation transformation,
      List<Season> seasons,
      int horizon,
      List<LagsSpec> lags) {
    this.base = base;
    this.transformation = transformation;
    this.horizon = horizon;
    this.seasons = base == Base.LAST_VALUE ? List.of() : List.copyOf(seasons);
    this.profile = new Profile(this.seasons);
    this.residualScales = new Scale[horizon];
    Arrays.setAll(residualScales, h -> new Scale());
    this.bases = new Origins(horizon);
    this.scales = new Origins(horizon);
    this.residuals = new double[horizon];
    this.past =
        new double[lags.stream().mapToInt(l -> LagSteps.reach(l, this.seasons)).max().orElse(1)];
    resetCarry();
  }

  /**
   * Stops learning scales and profile from values, or takes it up again; where the series is goes
   * on.
   *
   * @param from not archived
   */
  public void freeze(boolean from) {
    frozen = from;
  }

  /**
   * Moves on to a step.
   *
   * @param index the step's place on the calendar
   * @param observation the target's value; NaN if missing, as which a value beyond all measure is
   *     seen
   */
  public void advance(long index, double observation) {
    steps++;
    value = observation;
    double seen = transformation.take(Bound.credible(observation));
    complete(seen);
    double before = held;
    if (!Double.isNaN(seen)) {
      learn(index, seen);
    }
    change = Double.isNaN(before) || Double.isNaN(seen) ? 0 : held - before;
    past[(int) (steps % past.length)] = held;
    layBases(index);
  }

  private void complete(double seen) {
    for (int h = 1; h <= horizon; h++) {
      double residual = seen - bases.of(steps, h);
      double scale = scales.of(steps, h);
      residuals[h - 1] = scale > 0 ? Bound.within(RESIDUAL_LIMIT, residual / scale) : Double.NaN;
      if (!Double.isNaN(residual) && !frozen) {
        residualScales[h - 1].learn(Math.abs(residual));
      }
    }
  }

  private void learn(long index, double seen) {
    double expected = profile.at(index);
    double less = seen - (Double.isNaN(expected) ? 0 : expected);
    if (!frozen) {
      profile.learn(index, seen);
    }
    double now = profile.at(index);
    double before = held;
    heldFrom = Double.isNaN(now) ? 0 : now;
    held = seen - heldFrom;
    if (frozen) {
      return;
    }
    observed++;
    if (!Double.isNaN(before)) {
      changeScale.learn(Math.abs(less - before));
    }
    level += Math.max(1.0 / observed, SLOWEST_LEVEL_RATE) * (held - level);
    levelScale.learn(Math.abs(held - level));
  }

  private void layBases(long index) {
    double reach = 0;
    double seasonNow = profile.at(index);
    for (int h = 1; h <= horizon; h++) {
      double season = profile.at(index + h);
      double from = held + (Double.isNaN(seasonNow) ? heldFrom : seasonNow);
      if (!Double.isNaN(season)) {
        from = base == Base.PROFILE ? season : held + season;
      }
      reach = Math.max(reach, residualScales[h - 1].value());
      bases.put(steps, h, from);
      scales.put(
          steps, h, residualScales[h - 1].value() > 0 ? residualScales[h - 1].value() : reach);
    }
  }

  /** What its base knows of; none for the last value. */
  List<Season> seasons() {
    return seasons;
  }

  /** The present value in the target's units; NaN if missing. */
  double value() {
    return value;
  }

  /**
   * The residual of the pair (n − h, h), completed by the present step, in the scale of its origin;
   * NaN if it is none.
   */
  double residual(int h) {
    return residuals[h - 1];
  }

  /** What a residual at horizon h from the present step stands for, in the target's units. */
  double restore(int h, double residual) {
    double limited = Math.max(-RESIDUAL_LIMIT, Math.min(RESIDUAL_LIMIT, residual));
    return transformation.backward(bases.of(steps, h) + scales.of(steps, h) * limited);
  }

  /** The last change, in its running scale. */
  double change() {
    return ratio(change, changeScale.value());
  }

  /**
   * Where the series stands: against its profile for that base, else against its own slow mean; in
   * running scale.
   */
  double level() {
    double from = base == Base.PROFILE ? 0 : level;
    return Double.isNaN(held) ? 0 : ratio(held - from, levelScale.value());
  }

  /**
   * The value so many steps ago: against the profile for that base, else against the present; in
   * the scale of that lag.
   */
  double lag(int lag) {
    double then = past[(int) Math.floorMod(steps - lag, (long) past.length)];
    if (Double.isNaN(then) || lag >= steps) {
      return 0;
    }
    if (base == Base.PROFILE) {
      return ratio(then, levelScale.value());
    }
    return lag == 0
        ? level()
        : ratio(then - held, residualScales[Math.min(lag, horizon) - 1].value());
  }

  /** Forgets where the series was, after a long silence; scales and profile stay. */
  public void resetCarry() {
    bases.clear();
    Arrays.fill(residuals, Double.NaN);
    Arrays.fill(past, Double.NaN);
    held = Double.NaN;
  }

  /**
   * Goes back so many steps, which are taken in once more, frozen: what they leave behind is then
   * what it would be now. Scales and profile stay, and so does what is kept of the steps before;
   * where one of those that are gone stood, nothing does.
   */
  public void rewind(int count) {
    for (int gone = Math.min(count, past.length); gone > 0; gone--) {
      past[(int) Math.floorMod(steps - gone + 1, (long) past.length)] = Double.NaN;
    }
    steps -= count;
    held = Double.NaN;
    Arrays.fill(residuals, Double.NaN);
  }

  private static double ratio(double value, double scale) {
    return scale > 0 ? value / scale : 0;
  }

  @Override
  public void archive(Archive archive) {
    transformation.archive(archive);
    profile.archive(archive);
    for (Scale scale : residualScales) {
      scale.archive(archive);
    }
    changeScale.archive(archive);
    levelScale.archive(archive);
    bases.archive(archive);
    scales.archive(archive);
    archive.array(residuals);
    archive.array(past);
    value = archive.number(value);
    held = archive.number(held);
    heldFrom = archive.number(heldFrom);
    change = archive.number(change);
    level = archive.number(level);
    observed = archive.number(observed);
    steps = archive.number(steps);
  }
}
