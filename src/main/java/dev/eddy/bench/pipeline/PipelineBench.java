package dev.eddy.bench.pipeline;

import dev.eddy.bench.Row;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.demo.TemporaryDirectory;
import dev.eddy.kernel.Kernels;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The engine measured from topic to topic, against a broker in this process: exactly once, with one
 * thread, unless a case says otherwise. For one thread.
 */
public final class PipelineBench {
  private static final int SECONDS_OF_PACE = 30;
  private static final int MANY_SERIES = 50_000;
  private static final int EVICTING_SERIES = 2_000;
  private static final long EVENTS_OF_SCALE = 100_000;

  private final Options options;
  private final Consumer<String> progress;

  /** What is measured. */
  public enum Case {
    /** {@link #SPEED}, {@link #LATENCY} and {@link #RESTORE}, and one row of all. */
    ALL,
    /** An event at full speed, beside a bare stream. */
    SPEED,
    /** From record to committed forecast, at a steady pace. */
    LATENCY,
    /** After a crash. */
    RESTORE,
    /** Many series beside a fiftieth of them, all live. */
    SCALE,
    /** Room for a tenth of the series. */
    EVICTING
  }

  /**
   * What is asked for.
   *
   * @param what the case
   * @param models what series learn with
   * @param series how many; 0: as many as suit the case
   * @param events how many records are measured; 0: as many as suit the case
   * @param rate records a second, where the pace is set
   */
  public record Options(Case what, ModelSet models, int series, long events, int rate) {}

  /**
   * What is to be measured.
   *
   * @param progress told in a line what is being done
   */
  public PipelineBench(Options options, Consumer<String> progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param rows takes each row as soon as it is there
   * @throws dev.eddy.bench.BenchFailure if it does not come to its end
   */
  public void run(Consumer<Row> rows) throws InterruptedException {
    try (TemporaryDirectory directory = new TemporaryDirectory("eddy-bench-");
        InProcessBroker broker = InProcessBroker.start()) {
      switch (options.what()) {
        case ALL -> {
          Row speed = speed(broker, directory.path(), rows);
          Row latency = latency(broker, directory.path(), rows);
          Row restore = restore(broker, directory.path(), rows);
          rows.accept(joined(speed, latency, restore));
        }
        case SPEED -> rows.accept(speed(broker, directory.path(), rows));
        case LATENCY -> latency(broker, directory.path(), rows);
        case RESTORE -> restore(broker, directory.path(), rows);
        case SCALE ->
            rows.accept(
                about(new ScaleCase(scale(broker, directory.path(), MANY_SERIES)).allLive()));
        case EVICTING ->
            rows.accept(
                about(
                    new ScaleCase(scale(broker, directory.path(), EVICTING_SERIES)).aTenthLive()));
      }
    }
  }

  /** Tells the yardstick's row; the engine's comes back. */
  private Row speed(InProcessBroker broker, Path directory, Consumer<Row> rows)
      throws InterruptedException {
    int series = series(options.models().series());
    Setting setting = setting(broker, directory, series, events((long) Setting.CYCLE * series));
    SpeedCase.Result speed = new SpeedCase(setting).run();
    rows.accept(speed.passthrough());
    return about(speed.engine());
  }

  /** Tells the rows of both guarantees; that of exactly-once comes back. */
  private Row latency(InProcessBroker broker, Path directory, Consumer<Row> rows)
      throws InterruptedException {
    long events = events((long) SECONDS_OF_PACE * options.rate());
    LatencyCase latency =
        new LatencyCase(setting(broker, directory, series(options.models().series()), events));
    Row exactlyOnce = about(latency.exactlyOnce());
    rows.accept(exactlyOnce);
    rows.accept(about(latency.atLeastOnce()));
    return exactlyOnce;
  }

  private Row restore(InProcessBroker broker, Path directory, Consumer<Row> rows) {
    int series = series(options.models().series());
    long events = events((long) Setting.CYCLE * series);
    Row restore = about(new RestoreCase(setting(broker, directory, series, events)).run());
    rows.accept(restore);
    return restore;
  }

  private Setting scale(InProcessBroker broker, Path directory, int series) {
    int many = series(series);
    return setting(broker, directory, many, events(Math.max(EVENTS_OF_SCALE, many)));
  }

  private int series(int suitable) {
    return options.series() == 0 ? suitable : options.series();
  }

  private long events(long suitable) {
    return options.events() == 0 ? suitable : options.events();
  }

  private Setting setting(InProcessBroker broker, Path directory, int series, long events) {
    return new Setting(
        broker, directory, options.models(), series, events, options.rate(), progress);
  }

  /** A row that begins with what it is about. */
  private Row about(Row row) {
    SeriesSize size = SeriesSize.of(options.models().topology("bench", 1, Map.of()));
    Row about =
        Row.of(row.bench())
            .with("models", options.models().label())
            .with("snapshotBytes", (int) size.freshBytes())
            .with("largestSnapshotBytes", (int) size.largestBytes())
            .with("kernel", Kernels.active().description());
    return about.and(row);
  }

  private static Row joined(Row speed, Row latency, Row restore) {
    return speed.and(latency.only("p50Millis", "p99Millis")).and(restore.only("restoreSeconds"));
  }
}
