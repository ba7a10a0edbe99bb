package dev.eddy.bench.pipeline;

import dev.eddy.demo.InProcessBroker;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Where cases are measured, and what of.
 *
 * @param broker in this process
 * @param directory for stores; deleted at the end by whoever made it
 * @param models what series learn with
 * @param series how many
 * @param events how many records are measured
 * @param rate records a second where the pace is set
 * @param progress told in a line what is being done
 */
record Setting(
    InProcessBroker broker,
    Path directory,
    ModelSet models,
    int series,
    long events,
    int rate,
    Consumer<String> progress) {
  /** The engine's own default, spelt out as the yardstick is told the same. */
  static final int COMMIT_MILLIS = 500;

  /** After so many records of a series, at most, whatever happens now and then has happened. */
  static final int CYCLE = 512;

  /** How many records of a series are between what comes first and what comes last for it. */
  int spread() {
    return (int) Math.min(CYCLE, Math.max(1, events / series));
  }

  /** What Kafka is told: one thread, exactly once, commits in so many milliseconds. */
  Map<String, String> kafka(int commitMillis) {
    Map<String, String> kafka = new LinkedHashMap<>();
    kafka.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    kafka.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    kafka.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "1");
    kafka.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Integer.toString(commitMillis));
    return kafka;
  }

  /** Makes a topology's source, and its forecasts' topic for who waits for them. */
  void makeTopics(TopologySpec spec, int partitions) {
    broker.createTopics(
        Map.of(spec.source().topic(), partitions, spec.sink().forecasts(), partitions));
  }

  /** Where the records of a topology are written. */
  Feed feed(TopologySpec spec, int partitions, Workload workload) {
    return new Feed(broker.bootstrapServers(), spec.source().topic(), partitions, workload);
  }

  void say(String line) {
    progress.accept(line);
  }
}
