package dev.eddy.forecast;

import dev.eddy.forecast.Entry.Kind;
import dev.eddy.forecast.Entry.Maker;
import dev.eddy.model.Forecaster;
import dev.eddy.model.baseline.Drift;
import dev.eddy.model.baseline.HoltWinters;
import dev.eddy.model.baseline.LastValue;
import dev.eddy.model.baseline.SeasonalLastValue;
import dev.eddy.model.narx.ArxForecaster;
import dev.eddy.model.narx.NarxForecaster;
import dev.eddy.model.recurrent.RecurrentForecaster;
import dev.eddy.model.reservoir.EchoStateForecaster;
import dev.eddy.series.Frame;
import dev.eddy.series.Season;
import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.EchoStateSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.NarxSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.ViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where specifications become models. */
final class Members {
  static final String SEASONAL = "seasonal";
  static final String HOLT_WINTERS = "holt-winters";

  /**
   * The names of the baselines, in the order in which they are heard; seasonal only where the
   * calendar has a season.
   */
  static final List<String> BASELINES = List.of("last-value", SEASONAL, "drift", HOLT_WINTERS);

  /**
   * Baselines that the combination may never fall behind for long; the first speaks while nothing
   * is known. Exponential smoothing learns as the members do, and is one of them.
   */
  static final Set<String> GUARDS = Set.of("last-value", SEASONAL, "drift");

  /** How baselines see a target. */
  static final ViewSpec PLAIN = new ViewSpec(null, null);

  /** Least squares know soon, recurrent networks later. */
  private static final int PROBATION = 500;

  private static final int PROBATION_OF_RECURRENT = 1_500;

  /** Makes a forecaster for a frame: the member of this number of an entry. */
  private interface ModelMaker {
    Forecaster make(ModelSpec spec, Frame frame, int number, Blueprint blueprint);
  }

  /**
   * What is to be known of a type of model.
   *
   * @param maker makes its forecasters
   * @param probation steps after which a member may be judged
   * @param linear whether a member can make use of unbounded features
   */
  private record Type(ModelMaker maker, int probation, boolean linear) {}

  private static final Map<Class<? extends ModelSpec>, Type> TYPES =
      Map.of(
          RecurrentSpec.class,
          new Type(
              (spec, frame, number, all) ->
                  new RecurrentForecaster((RecurrentSpec) spec, frame, all.chance(spec, number)),
              PROBATION_OF_RECURRENT,
              false),
          EchoStateSpec.class,
          new Type(
              (spec, frame, number, all) ->
                  new EchoStateForecaster(
                      (EchoStateSpec) spec, frame, all.reservoirs(), all.spec().seed(), number),
              PROBATION,
              false),
          NarxSpec.class,
          new Type(
              (spec, frame, number, all) ->
                  new NarxForecaster((NarxSpec) spec, frame, all.chance(spec, number)),
              PROBATION,
              true),
          ArxSpec.class,
          new Type(
              (spec, frame, number, all) -> new ArxForecaster((ArxSpec) spec, frame),
              PROBATION,
              true));

  private Members() {}

  /** The baselines, then the entries of the topology. */
  static List<Entry> entries(Blueprint blueprint) {
    List<Entry> entries = new ArrayList<>();
    entries.add(baseline("last-value", false, (frame, seat, look) -> new LastValue(frame)));
    entries.add(
        baseline(
            SEASONAL, true, (frame, seat, look) -> new SeasonalLastValue(frame, period(look))));
    entries.add(baseline("drift", false, (frame, seat, look) -> new Drift(frame)));
    entries.add(
        baseline(HOLT_WINTERS, false, (frame, seat, look) -> new HoltWinters(frame, period(look))));
    List<Season> calendar = blueprint.features().seasons();
    for (ModelSpec model : blueprint.spec().models()) {
      boolean named = !model.views().isEmpty();
      List<ViewSpec> views = named || !model.joint() ? model.views() : joint(blueprint);
      Type type = TYPES.get(model.getClass());
      entries.add(
          new Entry(
              model.name(),
              model.role(),
              model.joint() ? Kind.JOINT : named ? Kind.NAMED : Kind.AUTOMATIC,
              views.stream().map(view -> Look.of(view, calendar)).toList(),
              type.probation,
              type.linear,
              (frame, seat, look) -> type.maker.make(model, frame, seat, blueprint)));
    }
    return entries;
  }

  /** Whether a baseline has a member that repeats such a season. */
  static boolean repeats(Entry baseline, Season season) {
    return baseline.name().equals(SEASONAL)
        || (baseline.name().equals(HOLT_WINTERS) && season.slots() <= HoltWinters.LONGEST_PERIOD);
  }

  private static int period(Look look) {
    return look.seasons().isEmpty() ? 1 : look.seasons().get(0).slots();
  }

  private static Entry baseline(String name, boolean seasonalOnly, Maker maker) {
    List<Look> plain = seasonalOnly ? List.of() : List.of(Look.of(PLAIN, List.of()));
    return new Entry(name, Kind.BASELINE, plain, PROBATION, false, maker);
  }

  /** The views of a joint entry that names none: those that suit all targets together. */
  private static List<ViewSpec> joint(Blueprint blueprint) {
    boolean nonNegative =
        blueprint.spec().source().targets().stream()
            .allMatch(target -> blueprint.spec().boundsOf(target).nonNegative());
    return new Outlook(blueprint.features().seasons(), nonNegative)
        .first(false).stream().map(Look::view).toList();
  }
}
