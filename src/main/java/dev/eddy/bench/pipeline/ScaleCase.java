package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import dev.eddy.bench.Row;
import dev.eddy.bench.pipeline.MeasuredStream.Mark;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;

/**
 * What an event costs where there are many series: all of them live, beside a fiftieth of them; and
 * with room for a tenth of them, where 95 of 100 records find theirs live.
 */
final class ScaleCase {
  private static final int FEWER = 50;
  private static final int BEFORE = 24; // records of each series before any count
  private static final int TENTH = 10;
  private static final int HOT_SHARE = 20;
  private static final int COLD_ONE_IN = 20;

  private final Setting setting;

  ScaleCase(Setting setting) {
    this.setting = setting;
  }

  /** All live. The first engine is only there to be compiled. */
  Row allLive() throws InterruptedException {
    int few = Math.max(1, setting.series() / FEWER);
    measure("bench-warm-up", few);
    Mark small = measure("bench-few", few);
    Mark large = measure("bench-many", setting.series());
    return Row.of("pipeline-scale")
        .with("fewSeries", few)
        .with("manySeries", setting.series())
        .measured("fewMicros", 1e6 / small.perSecond())
        .measured("manyMicros", 1e6 / large.perSecond())
        .measured("growth", small.perSecond() / large.perSecond())
        .measured("fewProcessorMicros", small.streamMicros())
        .measured("manyProcessorMicros", large.streamMicros())
        .measured("processorGrowth", large.streamMicros() / small.streamMicros());
  }

  private Mark measure(String name, int series) throws InterruptedException {
    setting.say(series + " series, all live");
    TopologySpec spec = topology(name, series);
    requireHeap(spec, series);
    setting.makeTopics(spec, 1);
    long first;
    try (Feed feed = setting.feed(spec, 1, new Workload(series))) {
      feed.inTurn((long) BEFORE * series);
      first = feed.sent();
      feed.inTurn(setting.events());
    }
    try (MeasuredEngine engine = engine(spec)) {
      return between(engine, first);
    }
  }

  /** With room for a tenth of the series, whose stores hold a full journal of each. */
  Row aTenthLive() throws InterruptedException {
    int series = setting.series();
    int room = Math.max(1, series / TENTH);
    TopologySpec all = topology("bench-evicting", series);
    requireHeap(all, series);
    setting.makeTopics(all, 1);
    Mark live;
    Mark evicting;
    Workload workload = new Workload(series);
    try (Feed feed = setting.feed(all, 1, workload)) {
      setting.say(series + " series, all live, until their journals are full");
      try (MeasuredEngine engine = engine(all)) {
        feed.spread(setting.spread(), setting.spread());
        long first = feed.sent();
        mostlyHot(feed, series);
        live = between(engine, first);
      }
      setting.say(series + " series, room for " + room);
      try (MeasuredEngine engine = engine(topology(all.name(), room))) {
        for (int s = 0; s < room; s++) {
          feed.send(s);
        }
        mostlyHot(feed, series);
        evicting = between(engine, room);
      }
    }
    return Row.of("pipeline-evicting")
        .with("series", series)
        .with("live", room)
        .measured("hitShare", 1 - 1.0 / COLD_ONE_IN)
        .measured("allLiveMicros", 1e6 / live.perSecond())
        .measured("micros", 1e6 / evicting.perSecond())
        .measured("growth", live.perSecond() / evicting.perSecond())
        .measured("processorGrowth", evicting.streamMicros() / live.streamMicros());
  }

  /** Of twenty records, nineteen of the few that stay live, one of the others in turn. */
  private void mostlyHot(Feed feed, int series) {
    int hot = Math.max(1, series / HOT_SHARE);
    long cold = 0;
    for (long n = 0; n < setting.events(); n++) {
      feed.send(
          n % COLD_ONE_IN == 0
              ? (int) (hot + cold++ % Math.max(1, series - hot))
              : (int) (n % hot));
    }
  }

  private Mark between(MeasuredStream stream, long first) throws InterruptedException {
    stream.awaitProcessed(first);
    Mark from = stream.mark();
    stream.awaitProcessed(first + setting.events());
    return stream.mark().since(from);
  }

  private TopologySpec topology(String name, int live) {
    return setting.models().topology(name, live, setting.kafka(Setting.COMMIT_MILLIS));
  }

  private MeasuredEngine engine(TopologySpec spec) {
    Path directory = setting.directory().resolve(spec.name());
    return new MeasuredEngine(spec, directory);
  }

  /** A bench that runs out of memory tells nothing. */
  private static void requireHeap(TopologySpec spec, int series) {
    long needed = Math.round(1.5 * series * SeriesSize.of(spec).freshHeapBytes());
    long most = Runtime.getRuntime().maxMemory();
    if (needed > most) {
      throw new BenchFailure(
          series
              + " series want "
              + (needed >> 20)
              + " MiB of heap, of which there are "
              + (most >> 20)
              + ": say EDDY_JAVA_OPTS=-Xmx"
              + (1 + (needed >> 30))
              + "g, or fewer --series",
          null);
    }
  }
}
