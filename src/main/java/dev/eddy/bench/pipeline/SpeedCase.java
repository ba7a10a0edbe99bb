package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import dev.eddy.bench.Row;
import dev.eddy.bench.pipeline.MeasuredStream.Mark;
import dev.eddy.demo.CommittedTopic;
import dev.eddy.spec.TopologySpec;
import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * What an event costs at full speed: of the engine, and of a bare stream that does the same to
 * Kafka. Times are processor time of the stream's thread; all records are in the topic before the
 * start.
 */
final class SpeedCase {
  private static final String ENGINE = "bench-speed";
  private static final String PASSTHROUGH = "bench-passthrough";
  private static final int LEAST = 64; // records of a series before any count
  private static final int COLLECTIONS = 3;
  private static final long PATIENCE_NANOS = MeasuredStream.PATIENCE.toNanos();

  private final Setting setting;
  private final Map<String, String> kafka;

  SpeedCase(Setting setting) {
    this.setting = setting;
    this.kafka = setting.kafka(Setting.COMMIT_MILLIS);
  }

  /**
   * What was measured.
   *
   * @param engine the fields that tell of the engine
   * @param passthrough the row of the yardstick
   */
  record Result(Row engine, Row passthrough) {}

  Result run() throws InterruptedException {
    TopologySpec spec = setting.models().topology(ENGINE, setting.series(), kafka);
    setting.makeTopics(spec, 1);
    setting.say("writing records");
    long first = write(spec);
    setting.say("the engine at full speed");
    double heapBefore;
    Mark done;
    try (MeasuredEngine engine = new MeasuredEngine(spec, setting.directory().resolve(ENGINE))) {
      done = measure(engine, first);
      heapBefore = heapInUse();
    }
    double heapOfSeries = (heapBefore - heapInUse()) / setting.series();
    byte[] output = oneForecast(spec);
    setting.say("a bare stream");
    Mark bare = measurePassthrough(spec, first, output);
    return new Result(row(done, heapOfSeries), row(bare, output.length));
  }

  private long write(TopologySpec spec) {
    try (Feed feed = setting.feed(spec, 1, new Workload(setting.series()))) {
      feed.spread(Math.min(LEAST, setting.spread()), setting.spread());
      long first = feed.sent();
      feed.inTurn(setting.events());
      return first;
    }
  }

  private Mark measure(MeasuredStream stream, long first) throws InterruptedException {
    stream.awaitProcessed(first);
    Mark from = stream.mark();
    stream.awaitProcessed(first + setting.events());
    return stream.mark().since(from);
  }

  private Mark measurePassthrough(TopologySpec spec, long first, byte[] output)
      throws InterruptedException {
    setting.broker().createTopics(Map.of(Passthrough.output(PASSTHROUGH), 1));
    try (Passthrough stream =
        new Passthrough(
            PASSTHROUGH,
            spec.source().topic(),
            setting.directory().resolve(PASSTHROUGH),
            kafka,
            output)) {
      return measure(stream, first);
    }
  }

  private byte[] oneForecast(TopologySpec spec) {
    byte[][] one = new byte[1][];
    long end = System.nanoTime() + PATIENCE_NANOS;
    try (CommittedTopic forecasts =
        new CommittedTopic(setting.broker().bootstrapServers(), spec.sink().forecasts())) {
      // The last one: the first ones, which know little, are shorter.
      for (int more = 0; more > 0 || one[0] == null; ) {
        more = forecasts.poll(record -> one[0] = record.value());
        if (System.nanoTime() > end) {
          throw new BenchFailure(
              "topic " + spec.sink().forecasts() + " cannot be read in time", null);
        }
      }
    }
    return one[0];
  }

  private Row row(Mark done, double heapBytesPerSeries) {
    return Row.of("pipeline")
        .with("series", setting.series())
        .with("events", (int) done.records())
        .measured("eventsPerSecond", done.perSecond())
        .measured("learnShare", done.learningNanos() / done.streamNanos())
        .measured("learningMicros", done.learningNanos() / 1e3 / done.records())
        .measured("overheadMicros", done.overheadMicros() - askingMicros())
        .measured("networkMicros", done.networkMicros())
        .measured("changelogBytesPerEvent", done.changelogBytes() / done.records())
        .measured("heapBytesPerSeries", heapBytesPerSeries);
  }

  /**
   * What the engine's meters take to ask for processor time, which by the wall clock is nothing.
   */
  private static double askingMicros() {
    int asked = 4; // a record, beside once while it is learned
    return asked * ThreadTimes.costOfAsking() / 1e3;
  }

  private Row row(Mark done, int outputBytes) {
    return Row.of("passthrough")
        .with("series", setting.series())
        .with("events", (int) done.records())
        .with("outputBytes", outputBytes)
        .measured("eventsPerSecond", done.perSecond())
        .measured("overheadMicros", done.overheadMicros())
        .measured("networkMicros", done.networkMicros())
        .measured("changelogBytesPerEvent", done.changelogBytes() / done.records());
  }

  private static double heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
