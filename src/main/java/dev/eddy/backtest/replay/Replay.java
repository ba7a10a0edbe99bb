package dev.eddy.backtest.replay;

import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.study.Study;
import dev.eddy.forecast.SeriesForecaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Hands rows to their series, several series at once. Each series sees its rows in their order, so
 * that the number of threads changes nothing. For one thread.
 */
final class Replay implements AutoCloseable {
  private final Function<String, SeriesForecaster> beginning;
  private final Function<String, Rivals> rivals;
  private final Scorer scorer;
  private final Study study;
  private final Set<String> models;
  private final Output output;
  private final ExecutorService pool;
  private final Map<String, SeriesReplay> series = new LinkedHashMap<>();
  private List<Future<?>> running = List.of();

  /**
   * Of no series yet.
   *
   * @param beginning what a series forecasts with, by its name
   * @param rivals who else hears a series, by its name
   * @param output puts what is forecast into words
   */
  Replay(
      Function<String, SeriesForecaster> beginning,
      Function<String, Rivals> rivals,
      Scorer scorer,
      Study study,
      Set<String> models,
      Output output,
      int threads) {
    this.beginning = beginning;
    this.rivals = rivals;
    this.scorer = scorer;
    this.study = study;
    this.models = models;
    this.output = output;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "eddy-backtest");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** How many drifts each series has had, after {@link #await}, in the order of the series. */
  Map<String, Long> drifts() {
    Map<String, Long> drifts = new LinkedHashMap<>();
    series.forEach((name, replay) -> drifts.put(name, replay.drifts()));
    return drifts;
  }

  /** What each series has learned, after {@link #await}, in the order of the series. */
  Map<String, SeriesForecaster> forecasters() {
    Map<String, SeriesForecaster> forecasters = new LinkedHashMap<>();
    series.forEach((name, replay) -> forecasters.put(name, replay.forecaster()));
    return forecasters;
  }

  /** Begins with a batch, after {@link #await}. The rows belong to the replay until then. */
  void start(List<ReplayRow> batch) {
    Map<String, List<ReplayRow>> groups = new LinkedHashMap<>();
    for (ReplayRow row : batch) {
      row.observation()
          .ifPresent(
              seen -> groups.computeIfAbsent(seen.series(), name -> new ArrayList<>()).add(row));
    }
    List<Future<?>> tasks = new ArrayList<>(groups.size());
    groups.forEach(
        (name, rows) -> {
          SeriesReplay replay = series.computeIfAbsent(name, this::begin);
          tasks.add(pool.submit(() -> run(replay, rows)));
        });
    running = tasks;
  }

  private SeriesReplay begin(String name) {
    return new SeriesReplay(
        name,
        beginning.apply(name),
        rivals.apply(name),
        scorer.series(name),
        study.series(name),
        models,
        output);
  }

  private void run(SeriesReplay replay, List<ReplayRow> rows) {
    for (ReplayRow row : rows) {
      replay.accept(row);
    }
  }

  /**
   * Waits until the batch is done.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void await() {
    for (Future<?> task : running) {
      try {
        task.get();
      } catch (ExecutionException e) {
        throw asUnchecked(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException();
      }
    }
    running = List.of();
  }

  private static RuntimeException asUnchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
