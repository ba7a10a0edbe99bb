package dev.eddy.stream;

import dev.eddy.forecast.Blueprint;
import dev.eddy.forecast.MadeUpSeries;
import dev.eddy.forecast.SeriesForecaster;
import java.util.concurrent.CountDownLatch;

/**
 * Learns a made-up series, for which nobody waits, while an engine waits for its partitions and for
 * what Kafka brings back of them. What learns is then compiled when the first series comes back to
 * the heap; interpreted, a kernel of vectors takes many times as long, and after a crash every
 * series learns its last records again. Nothing else depends on it: it has its own forecaster, and
 * forgets it.
 *
 * <p>A thread of its own, which holds up no end of the process. Safe for use by several threads.
 */
final class WarmUp {
  /** By then all is compiled; some seconds. */
  static final int MOST_RECORDS = 20_000;

  private final Thread thread;
  private final CountDownLatch ended = new CountDownLatch(1);

  private WarmUp(Blueprint blueprint) {
    this.thread = new Thread(() -> learn(blueprint), blueprint.spec().name() + "-warm-up");
    thread.setDaemon(true);
  }

  /** Begins with the series of a topology. */
  static WarmUp begin(Blueprint blueprint) {
    WarmUp warmUp = new WarmUp(blueprint);
    warmUp.thread.start();
    return warmUp;
  }

  private void learn(Blueprint blueprint) {
    SeriesForecaster forecaster = new SeriesForecaster(blueprint);
    MadeUpSeries series = new MadeUpSeries(blueprint.spec());
    for (int i = 0; i < MOST_RECORDS && ended.getCount() > 0; i++) {
      forecaster.accept(series.next());
    }
  }

  /** Ends it after the record that it is at, if it has not ended by itself. */
  void end() {
    ended.countDown();
  }

  /** Whether it still learns. */
  boolean isAlive() {
    return thread.isAlive();
  }
}
