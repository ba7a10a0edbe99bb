package dev.eddy.stream;

import dev.eddy.forecast.StepForecast;
import dev.eddy.observe.rest.SeriesDetails;
import dev.eddy.observe.rest.SeriesSummary;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What readers are told of one series. Written by its task's thread, read by any; they wait for
 * each other for as long as it takes to copy {@value ErrorRing#STEPS} steps' errors, and for a
 * summary some nanoseconds.
 */
final class LatestSeries {
  private static final int MOST_EVENTS = 16;
  private static final int OBJECTS_BYTES = 600; // two places in maps among them
  private static final int RECORD_BYTES = 72; // an array's head, and its place in a map
  private static final int EVENT_BYTES = 64;

  private final String name;
  private final ErrorRing errors;
  private final Deque<SeriesDetails.Event> events = new ArrayDeque<>(2);
  private long origin;
  private long steps;
  private boolean warmup;
  private Map<String, byte[]> forecasts = Map.of(); // replaced, never changed
  private Map<String, byte[]> reports = Map.of(); // likewise

  LatestSeries(String name, int targets, int horizon) {
    this.name = name;
    this.errors = new ErrorRing(targets, horizon);
  }

  /** Takes in what was published of a step. */
  synchronized void show(Published published) {
    StepForecast step = published.step();
    origin = step.step().epochMillis();
    steps = step.steps();
    warmup = step.warmup();
    forecasts = published.forecasts();
    if (!published.reports().isEmpty()) {
      Map<String, byte[]> all = new LinkedHashMap<>(reports);
      all.putAll(published.reports());
      reports = all;
    }
    for (String event : step.events()) {
      if (events.size() == MOST_EVENTS) {
        events.removeFirst();
      }
      events.addLast(new SeriesDetails.Event(Instant.ofEpochMilli(origin), event));
    }
    errors.add(step);
  }

  synchronized SeriesSummary summary() {
    return new SeriesSummary(name, Instant.ofEpochMilli(origin), steps, warmup, errors.skill());
  }

  synchronized SeriesDetails details() {
    return new SeriesDetails(summary(), forecasts, reports, List.copyOf(events), errors.view());
  }

  /** About what it takes on the heap. */
  synchronized long bytes() {
    long bytes = OBJECTS_BYTES + 2L * name.length() + errors.bytes();
    bytes += (long) EVENT_BYTES * events.size();
    for (byte[] record : forecasts.values()) {
      bytes += RECORD_BYTES + record.length;
    }
    for (byte[] record : reports.values()) {
      bytes += RECORD_BYTES + record.length;
    }
    return bytes;
  }
}
