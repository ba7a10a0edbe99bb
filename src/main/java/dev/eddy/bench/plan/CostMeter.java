package dev.eddy.bench.plan;

import dev.eddy.forecast.MadeUpSeries;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.RecordJson;
import dev.eddy.forecast.StepForecast;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.SourcePosition;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows a made-up series of a topology's shape, and takes its costs: in memory, without Kafka.
 * Times are processor time of the calling thread. For one use, by one thread.
 */
public final class CostMeter {
  private static final int ROUND = LiveSeries.PLACES;
  private static final int COPIES = 16;
  private static final int COLLECTIONS = 3;

  private final Generation generation;
  private final RecordJson json;
  private final MadeUpSeries observations;
  private final MemoryStore store = new MemoryStore();
  private LiveSeries series;
  private long records;
  private long forecasts;
  private long forecastBytes;

  /** Of the series of a generation. */
  public CostMeter(Generation generation) {
    this.generation = generation;
    this.json = new RecordJson(generation.spec());
    this.observations = new MadeUpSeries(generation.spec());
    this.series = LiveSeries.restore(generation, MadeUpSeries.NAME, store);
  }

  /**
   * Takes the costs.
   *
   * @param patience how long the series is followed, about; twice at least as long as its journal
   */
  public Costs measure(Duration patience) {
    long start = System.nanoTime();
    long end = start + patience.toNanos();
    do { // what is still being compiled tells nothing
      follow(ROUND);
      series = LiveSeries.restore(generation, MadeUpSeries.NAME, store);
    } while (System.nanoTime() - start < patience.toNanos() / 2);
    long entriesBefore = store.entryBytes();
    long snapshotsBefore = store.snapshotBytes();
    long recordsBefore = records;
    long nanosOfRecords = 0;
    long nanosOfLoads = 0;
    int loads = 0;
    int part = ROUND / COPIES - 1; // so that loads come at all distances from a snapshot
    do {
      for (int i = 0; i < COPIES; i++) {
        long before = processorNanos();
        follow(part);
        long followed = processorNanos();
        series = LiveSeries.restore(generation, MadeUpSeries.NAME, store);
        nanosOfRecords += followed - before;
        nanosOfLoads += processorNanos() - followed;
        loads++;
      }
    } while (System.nanoTime() < end);
    double count = records - recordsBefore;
    return new Costs(
        LiveSeries.freshSnapshotBytes(generation),
        store.lastSnapshotBytes(),
        heapBytes(),
        nanosOfRecords / 1e3 / count,
        (store.entryBytes() - entriesBefore) / count,
        (store.snapshotBytes() - snapshotsBefore) / count,
        (double) forecastBytes / Math.max(1, forecasts),
        LiveSeries.PLACES,
        nanosOfLoads / 1e3 / loads);
  }

  private void follow(int count) {
    for (int i = 0; i < count; i++) {
      Outcome outcome = series.accept(observations.next(), new SourcePosition(0, records), store);
      records++;
      for (StepForecast step : outcome.steps()) {
        forecasts++;
        forecastBytes += json.forecast(MadeUpSeries.NAME, step, step.forecasts().get(0)).length;
      }
    }
  }

  /** Of one of several that are the same. */
  private long heapBytes() {
    long before = heapInUse();
    List<LiveSeries> copies = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      copies.add(LiveSeries.restore(generation, MadeUpSeries.NAME, store));
    }
    long used = heapInUse() - before;
    return Math.max(store.lastSnapshotBytes(), used / copies.size());
  }

  private static long heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
