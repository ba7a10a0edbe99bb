package dev.eddy.forecast;

import dev.eddy.model.reservoir.Reservoirs;
import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.Recall;
import dev.eddy.series.RecentSteps;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.training.Chance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What all series of a topology share: its specification, its calendar and the random reservoirs.
 * Making one costs milliseconds, and seconds with a large reservoir; make one for a topology and
 * hand it to each {@link SeriesForecaster}.
 *
 * <p>Safe for use by several threads.
 */
public final class Blueprint {
  private final TopologySpec spec;
  private final StepCalendar calendar;
  private final CalendarFeatures features;
  private final Optional<Recall> recall;
  private final Reservoirs reservoirs = new Reservoirs();
  private final Map<List<Object>, Chance> chances = new ConcurrentHashMap<>(); // by entry, member

  /** Of a topology. */
  public Blueprint(TopologySpec spec) {
    this.spec = spec;
    this.calendar = new StepCalendar(spec);
    this.features = new CalendarFeatures(calendar);
    this.recall =
        spec.step()
            .filter(StepSpec::masksRevisions)
            .map(step -> Recall.of(spec, features.seasons()));
  }

  /** What was asked for. */
  public TopologySpec spec() {
    return spec;
  }

  /** When steps are. */
  public StepCalendar calendar() {
    return calendar;
  }

  CalendarFeatures features() {
    return features;
  }

  Reservoirs reservoirs() {
    return reservoirs;
  }

  /** What a series remembers so that it can be corrected; nothing where it cannot. */
  Optional<RecentSteps> recentSteps() {
    return recall.map(depth -> new RecentSteps(depth, spec, calendar));
  }

  /** The chance of a member of an entry, one for all series. */
  Chance chance(ModelSpec model, int member) {
    return chances.computeIfAbsent(
        List.of(model.name(), member), key -> new Chance(spec.seed(), model.name(), member));
  }
}
