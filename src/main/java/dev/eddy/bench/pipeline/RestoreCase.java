package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import dev.eddy.bench.Row;
import dev.eddy.config.TopologyFile;
import dev.eddy.demo.CommittedTopic;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How long after a crash each series forecasts again: an engine in a process of its own is killed
 * while it runs, a record of each series waits, and the clock runs from the next start on. As many
 * threads as the engine takes by itself, one of what else there is for each processor.
 */
final class RestoreCase {
  private static final String NAME = "bench-restore";
  private static final int PARTITIONS = 4;

  private final Setting setting;

  RestoreCase(Setting setting) {
    this.setting = setting;
  }

  Row run() {
    Map<String, String> kafka = setting.kafka(Setting.COMMIT_MILLIS);
    kafka.remove(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
    String yaml = setting.models().yaml(NAME, setting.series(), kafka);
    TopologySpec spec = TopologyFile.parse(NAME, yaml, any -> Optional.empty()).spec();
    setting.makeTopics(spec, PARTITIONS);
    Path file = setting.directory().resolve(NAME + ".yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Feed feed = setting.feed(spec, PARTITIONS, new Workload(setting.series()));
        CommittedTopic forecasts =
            new CommittedTopic(setting.broker().bootstrapServers(), spec.sink().forecasts())) {
      return run(file, feed, forecasts);
    }
  }

  private Row run(Path file, Feed feed, CommittedTopic forecasts) {
    Path state = setting.directory().resolve(NAME);
    setting.say(setting.series() + " series learn");
    long learned;
    try (EngineProcess engine = new EngineProcess(file, state)) {
      feed.spread(setting.spread() / 2, setting.spread());
      learned = feed.sent();
      awaitEach(forecasts, engine, learned, false);
    }
    setting.say("killed, and started again");
    feed.inTurn(setting.series());
    long start = System.nanoTime();
    long[] nanos;
    try (EngineProcess engine = new EngineProcess(file, state)) {
      nanos = awaitEach(forecasts, engine, setting.series(), true);
    }
    return Row.of("pipeline-restore")
        .with("series", setting.series())
        .measured("recordsPerSeries", (double) learned / setting.series())
        .measured("firstForecastSeconds", (nanos[0] - start) / 1e9)
        .measured("restoreSeconds", (nanos[1] - start) / 1e9);
  }

  /** When the first and the last of so many forecasts came, or the first of so many series. */
  private static long[] awaitEach(
      CommittedTopic forecasts, EngineProcess engine, long count, boolean ofSeries) {
    Set<ByteBuffer> series = new HashSet<>();
    long first = 0;
    long moved = System.nanoTime();
    long come = 0;
    while (come < count) {
      int more = forecasts.poll(record -> series.add(ByteBuffer.wrap(record.key())));
      if (more > 0) {
        moved = System.nanoTime();
        first = first == 0 ? moved : first;
        come = ofSeries ? series.size() : come + more;
      } else if (System.nanoTime() - moved > MeasuredStream.PATIENCE.toNanos()) {
        throw new BenchFailure(NAME + " stands still after " + come + " of " + count, null);
      }
      engine.requireLive();
    }
    return new long[] {first, moved};
  }
}
