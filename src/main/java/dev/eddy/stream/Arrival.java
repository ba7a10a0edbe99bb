package dev.eddy.stream;

import dev.eddy.state.LiveSeries;
import dev.eddy.state.SourcePosition;
import org.apache.kafka.streams.processor.api.Record;

/** What comes to a series: what a record says, or what somebody asks. */
sealed interface Arrival permits Reading, ControlRecord {
  /** Where it was read, told apart from records of any other topic. */
  SourcePosition position();

  /**
   * True if it is left out where it comes again, whatever the processing guarantee: not even where
   * a group has lost how far it had read may a command hold twice.
   */
  boolean holdsOnce();

  /**
   * Has it taken in.
   *
   * @param series Modified.
   */
  void handTo(ForecastProcessor processor, Record<String, Arrival> came, LiveSeries series);
}
