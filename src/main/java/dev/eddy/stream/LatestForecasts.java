package dev.eddy.stream;

import dev.eddy.observe.rest.SeriesDetails;
import dev.eddy.observe.rest.SeriesSummary;
import dev.eddy.spec.TopologySpec;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * What readers are told of the series of this process. On the heap alone: it is written to no topic
 * and no disk, and begins empty with each task. It takes at most {@value #HEAP_PERCENT} % of the
 * heap, shared equally among tasks, each of which keeps one series at least.
 *
 * <p>It is shown as soon as it is made. Under exactly-once a reader may thus see a forecast up to a
 * commit interval before those see it who read the topic; where the process ends before the commit,
 * the same records give the same forecast again.
 *
 * <p>Safe for use by several threads.
 */
final class LatestForecasts {
  private static final int HEAP_PERCENT = 5;

  private final int targets;
  private final int horizon;
  private final long roomBytes;
  private final List<LatestOfTask> tasks = new CopyOnWriteArrayList<>();

  /** Of a topology, in this process's heap. */
  LatestForecasts(TopologySpec spec) {
    this(spec, Runtime.getRuntime().maxMemory() / 100 * HEAP_PERCENT);
  }

  LatestForecasts(TopologySpec spec, long roomBytes) {
    this.targets = spec.source().targets().size();
    this.horizon = spec.forecast().horizon();
    this.roomBytes = roomBytes;
  }

  /** For a task that begins. */
  LatestOfTask begin() {
    LatestOfTask task = new LatestOfTask(this);
    tasks.add(task);
    return task;
  }

  void end(LatestOfTask task) {
    tasks.remove(task);
  }

  LatestSeries blank(String name) {
    return new LatestSeries(name, targets, horizon);
  }

  long roomOfOneTask() {
    return roomBytes / Math.max(1, tasks.size());
  }

  /** A series. */
  Optional<SeriesDetails> find(String series) {
    return tasks.stream().flatMap(task -> task.find(series).stream()).findFirst();
  }

  /** All series, in no order; they change meanwhile. */
  Stream<SeriesSummary> summaries() {
    return tasks.stream().flatMap(LatestOfTask::summaries);
  }
}
