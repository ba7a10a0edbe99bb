package dev.eddy.bench.plan;

import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.RecordJson;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;
import dev.eddy.state.SourcePosition;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Follows a made-up series of a topology's shape, a cycle and noise, and takes its costs: in
 * memory, without Kafka. Times are processor time of the calling thread. For one use, by one
 * thread.
 */
public final class CostMeter {
  private static final String SERIES = "series";
  private static final int CYCLE = 48;
  private static final long FIRST_MILLIS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final int ROUND = LiveSeries.PLACES;
  private static final int COPIES = 16;
  private static final int COLLECTIONS = 3;

  private final Generation generation;
  private final TopologySpec spec;
  private final RecordJson json;
  private final long stepMillis;
  private final Draws draws = new Chance(1, "benchmark", 0).draws("plan");
  private final MemoryStore store = new MemoryStore();
  private LiveSeries series;
  private long records;
  private long forecasts;
  private long forecastBytes;
  private double noise;

  /** Of the series of a generation. */
  public CostMeter(Generation generation) {
    this.generation = generation;
    this.spec = generation.spec();
    this.json = new RecordJson(spec);
    this.stepMillis = spec.step().map(StepSpec::every).orElse(Duration.ofMinutes(1)).toMillis();
    this.series = LiveSeries.restore(generation, SERIES, store);
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
      series = LiveSeries.restore(generation, SERIES, store);
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
        series = LiveSeries.restore(generation, SERIES, store);
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
      Outcome outcome = series.accept(observation(), new SourcePosition(0, records), store);
      records++;
      for (StepForecast step : outcome.steps()) {
        forecasts++;
        forecastBytes += json.forecast(SERIES, step, step.forecasts().get(0)).length;
      }
    }
  }

  private Observation observation() {
    SourceSpec source = spec.source();
    noise = 0.9 * noise + draws.gaussian();
    double angle = 2 * StrictMath.PI * (records % CYCLE) / CYCLE;
    double value = 50 + 10 * StrictMath.sin(angle) + noise;
    double[] targets = new double[source.targets().size()];
    double[] inputs = new double[source.inputs().size()];
    double[][] known = new double[source.known().size()][spec.forecast().horizon() + 1];
    Arrays.setAll(targets, t -> value + t);
    Arrays.setAll(inputs, i -> value - i);
    Arrays.stream(known).forEach(ahead -> Arrays.fill(ahead, angle));
    return new Observation(SERIES, FIRST_MILLIS + records * stepMillis, targets, inputs, known);
  }

  /** Of one of several that are the same. */
  private long heapBytes() {
    long before = heapInUse();
    List<LiveSeries> copies = new ArrayList<>();
    for (int i = 0; i < COPIES; i++) {
      copies.add(LiveSeries.restore(generation, SERIES, store));
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
