package dev.eddy.observe.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that readers are told of a series.
 *
 * @param summary it in a few words
 * @param forecasts the last record published by each model, as it is in the topic. Not to be
 *     modified.
 * @param reports the last learning report published by each entry, as it is in the topic. Not to be
 *     modified.
 * @param events what happened lately, oldest first
 * @param errors how forecasts turned out lately
 */
public record SeriesDetails(
    SeriesSummary summary,
    Map<String, byte[]> forecasts,
    Map<String, byte[]> reports,
    List<Event> events,
    RecentErrors errors) {
  /**
   * Something that happened.
   *
   * @param time the step
   * @param event what, such as {@code drift}
   */
  public record Event(Instant time, String event) {}
}
