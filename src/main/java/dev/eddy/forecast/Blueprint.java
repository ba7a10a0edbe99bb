package dev.eddy.forecast;

import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.TopologySpec;

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

  /** Of a topology. */
  public Blueprint(TopologySpec spec) {
    this.spec = spec;
    this.calendar = new StepCalendar(spec);
    this.features = new CalendarFeatures(calendar);
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
}
