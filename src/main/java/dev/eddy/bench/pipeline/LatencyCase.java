package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import dev.eddy.bench.Row;
import dev.eddy.demo.CommittedTopic;
import dev.eddy.spec.TopologySpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How long it takes from a record to its committed forecast, at a steady pace, for who reads what
 * is committed; in whole milliseconds of the wall clock, from the moment at which the record was
 * due.
 */
final class LatencyCase {
  private static final int COMMIT_MILLIS = 100;
  private static final int WARM_UP_SHARE = 2; // of as many records, one half
  private static final double HALF = 0.5;
  private static final double NINETY_NINE = 0.99;

  private final Setting setting;

  LatencyCase(Setting setting) {
    this.setting = setting;
  }

  /** Under exactly-once, committed every 100 milliseconds. */
  Row exactlyOnce() throws InterruptedException {
    return run("exactly_once_v2", setting.kafka(COMMIT_MILLIS));
  }

  /** Under at-least-once, written at once. */
  Row atLeastOnce() throws InterruptedException {
    Map<String, String> kafka = new LinkedHashMap<>(setting.kafka(COMMIT_MILLIS));
    kafka.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    kafka.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "0");
    return run(StreamsConfig.AT_LEAST_ONCE, kafka);
  }

  private Row run(String guarantee, Map<String, String> kafka) throws InterruptedException {
    setting.say("latency at " + setting.rate() + " records a second, " + guarantee);
    TopologySpec spec =
        setting.models().topology("bench-" + guarantee.replace('_', '-'), setting.series(), kafka);
    setting.makeTopics(spec, 1);
    long events = setting.events() + setting.events() / WARM_UP_SHARE;
    int[] millis;
    try (MeasuredEngine engine =
        new MeasuredEngine(spec, setting.directory().resolve(spec.name()))) {
      millis = follow(spec, engine, events);
    }
    int[] counted = Arrays.copyOfRange(millis, (int) (events - setting.events()), (int) events);
    Arrays.sort(counted);
    return Row.of("pipeline-latency")
        .with("series", setting.series())
        .with("guarantee", guarantee)
        .with("commitMillis", COMMIT_MILLIS)
        .with("rate", setting.rate())
        .measured("p50Millis", quantile(counted, HALF))
        .measured("p99Millis", quantile(counted, NINETY_NINE))
        .measured("maxMillis", counted[counted.length - 1]);
  }

  /** The time of each record, in the order in which forecasts came. */
  private int[] follow(TopologySpec spec, MeasuredEngine engine, long events)
      throws InterruptedException {
    int[] millis = new int[(int) events];
    int[] read = {0};
    try (CommittedTopic forecasts =
            new CommittedTopic(setting.broker().bootstrapServers(), spec.sink().forecasts());
        Feed feed = setting.feed(spec, 1, new Workload(setting.series()))) {
      CompletableFuture<Void> feeding =
          CompletableFuture.runAsync(() -> feed.paced(events, setting.rate()));
      long moved = System.nanoTime();
      while (read[0] < events) {
        int more =
            forecasts.poll(
                record ->
                    millis[read[0]++] = (int) (System.currentTimeMillis() - record.timestamp()));
        if (more > 0) {
          moved = System.nanoTime();
        } else if (System.nanoTime() - moved > MeasuredStream.PATIENCE.toNanos()) {
          throw new BenchFailure(
              spec.name() + " stands still after " + read[0] + " of " + events + " records", null);
        }
        engine.requireLive();
      }
      feeding.join();
    }
    return millis;
  }

  /** By the nearest rank. */
  private static double quantile(int[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
