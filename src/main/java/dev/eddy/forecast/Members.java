package dev.eddy.forecast;

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
import java.util.function.Function;

/** Where specifications become models. */
final class Members {
  /**
   * The names of the baselines, in the order in which they are heard; seasonal only where the
   * calendar has a season.
   */
  static final List<String> BASELINES = List.of("last-value", "seasonal", "drift", "holt-winters");

  /**
   * Baselines that the combination may never fall behind for long; the first speaks while nothing
   * is known. Exponential smoothing learns as the members do, and is one of them.
   */
  static final Set<String> GUARDS = Set.of("last-value", "seasonal", "drift");

  private static final ViewSpec PLAIN = new ViewSpec(null, null);

  /** Makes a forecaster for a frame: the member of this number of an entry. */
  private interface Maker {
    Forecaster make(ModelSpec spec, Frame frame, int number, Blueprint blueprint);
  }

  private static final Map<Class<? extends ModelSpec>, Maker> MAKERS =
      Map.of(
          RecurrentSpec.class,
          (spec, frame, number, all) ->
              new RecurrentForecaster((RecurrentSpec) spec, frame, all.chance(spec, number)),
          EchoStateSpec.class,
          (spec, frame, number, all) ->
              new EchoStateForecaster(
                  (EchoStateSpec) spec, frame, all.reservoirs(), all.spec().seed(), number),
          NarxSpec.class,
          (spec, frame, number, all) ->
              new NarxForecaster((NarxSpec) spec, frame, all.chance(spec, number)),
          ArxSpec.class,
          (spec, frame, number, all) -> new ArxForecaster((ArxSpec) spec, frame));

  private Members() {}

  /**
   * The members of one series: the baselines, then one for each view of each entry.
   *
   * @param views Modified: the views that the members need are added.
   */
  static List<Member> of(Blueprint blueprint, Views views) {
    List<Member> members = new ArrayList<>();
    members.add(baseline("last-value", views, LastValue::new));
    for (Season season : blueprint.features().seasons()) {
      members.add(
          baseline("seasonal", views, frame -> new SeasonalLastValue(frame, season.slots())));
    }
    members.add(baseline("drift", views, Drift::new));
    members.add(baseline("holt-winters", views, frame -> new HoltWinters(frame, 1)));
    for (Season season : blueprint.features().seasons()) {
      if (season.slots() <= HoltWinters.LONGEST_PERIOD) {
        members.add(
            baseline("holt-winters", views, frame -> new HoltWinters(frame, season.slots())));
      }
    }
    for (ModelSpec model : blueprint.spec().models()) {
      List<ViewSpec> seen = model.views().isEmpty() ? views.suitable() : model.views();
      Maker maker = MAKERS.get(model.getClass());
      for (int i = 0; i < seen.size(); i++) {
        int number = i;
        members.add(
            new Member(
                model.name(),
                views.frames(seen.get(number), model.joint()),
                frame -> maker.make(model, frame, number, blueprint)));
      }
    }
    return members;
  }

  private static Member baseline(String name, Views views, Function<Frame, Forecaster> make) {
    return new Member(name, views.frames(PLAIN, false), make);
  }
}
