package dev.eddy.stream;

import dev.eddy.observe.rest.SeriesDetails;
import dev.eddy.observe.rest.SeriesSummary;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What readers are told of the series of one task: those of which a record has come since it was
 * opened, as many as there is room for; the one that none has come of for the longest leaves first.
 *
 * <p>Written by the task's thread alone. Readers do not hold it up, but for the moment in which
 * they copy a series that it writes. Cost of a step: less than a microsecond.
 */
final class LatestOfTask implements AutoCloseable {
  private final LatestForecasts all;
  private final Map<String, LatestSeries> readable = new ConcurrentHashMap<>();
  private final Map<String, Kept> byAge = new LinkedHashMap<>(16, 0.75f, true); // the thread's own
  private long bytes;

  private static final class Kept {
    private final LatestSeries series;
    private long bytes;

    Kept(LatestSeries series) {
      this.series = series;
    }
  }

  LatestOfTask(LatestForecasts all) {
    this.all = all;
  }

  /** Shows what was published of a series. */
  void show(String name, Published published) {
    Kept kept = byAge.get(name);
    boolean isNew = kept == null;
    if (isNew) {
      kept = new Kept(all.blank(name));
      byAge.put(name, kept);
    }
    kept.series.show(published);
    long now = kept.series.bytes();
    bytes += now - kept.bytes;
    kept.bytes = now;
    if (isNew) {
      readable.put(name, kept.series);
    }
    makeRoom();
  }

  private void makeRoom() {
    long room = all.roomOfOneTask();
    Iterator<Map.Entry<String, Kept>> eldest = byAge.entrySet().iterator();
    while (bytes > room && byAge.size() > 1) {
      Map.Entry<String, Kept> leaves = eldest.next();
      eldest.remove();
      bytes -= leaves.getValue().bytes;
      readable.remove(leaves.getKey());
    }
  }

  /** A series, for readers. */
  Optional<SeriesDetails> find(String name) {
    return Optional.ofNullable(readable.get(name)).map(LatestSeries::details);
  }

  /** All series, for readers, in no order; they change meanwhile. */
  Stream<SeriesSummary> summaries() {
    return readable.values().stream().map(LatestSeries::summary);
  }

  /** Nothing is shown of them any more: the task ends here, and others know better. */
  @Override
  public void close() {
    all.end(this);
  }
}
