package dev.eddy.forecast;

import dev.eddy.model.Forecaster;
import dev.eddy.model.baseline.Drift;
import dev.eddy.model.baseline.LastValue;
import dev.eddy.model.baseline.SeasonalLastValue;
import dev.eddy.series.Frame;
import dev.eddy.series.Season;
import dev.eddy.spec.ViewSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Where specifications become models. */
final class Members {
  /**
   * The names of the baselines, in the order in which they are heard; seasonal only where the
   * calendar has a season.
   */
  static final List<String> BASELINES = List.of("last-value", "seasonal", "drift");

  /**
   * Baselines that the combination may never fall behind for long; the first speaks while nothing
   * is known.
   */
  static final Set<String> GUARDS = Set.of("last-value", "seasonal");

  private static final ViewSpec PLAIN = new ViewSpec(null, null);

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
    return members;
  }

  private static Member baseline(String name, Views views, Function<Frame, Forecaster> make) {
    return new Member(name, views.frames(PLAIN, false), make);
  }
}
