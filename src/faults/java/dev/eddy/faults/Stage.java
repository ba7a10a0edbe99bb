package dev.eddy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eddy.config.TopologyText;
import dev.eddy.demo.CommittedTopic;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.Metrics;
import dev.eddy.spec.SinkSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.stream.StreamEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A broker in this process with readings in it, for engines in this process. For one thread. */
final class Stage implements AutoCloseable {
  private final InProcessBroker broker = InProcessBroker.start();
  private final int partitions;

  /** With a topic of readings. */
  Stage(int partitions) {
    this.partitions = partitions;
    broker.createTopics(Map.of(Readings.TOPIC, partitions));
  }

  String servers() {
    return broker.bootstrapServers();
  }

  /** Makes all that a topology writes to, for engines that do not. */
  void createTopics(TopologySpec spec) {
    SinkSpec sink = spec.sink();
    broker.createTopics(
        Map.of(
            sink.forecasts(),
            partitions,
            sink.learning().topic(),
            partitions,
            sink.rejected(),
            partitions));
  }

  /** Sends readings, and returns when they are there. */
  void send(List<String> records) {
    try (KafkaProducer<byte[], byte[]> producer = Replay.producer(servers())) {
      for (int i = 0; i < records.size(); i++) {
        producer.send(Replay.recordOf(records.get(i), partitions, i));
      }
    }
  }

  /** Sends values as they are to partition 0; the offset of each is its number. */
  void sendRaw(List<byte[]> values) throws Exception {
    Future<RecordMetadata> last = CompletableFuture.completedFuture(null);
    try (KafkaProducer<byte[], byte[]> producer = Replay.producer(servers())) {
      for (int i = 0; i < values.size(); i++) {
        last =
            producer.send(
                new ProducerRecord<>(Readings.TOPIC, 0, Replay.timestamp(i), null, values.get(i)));
      }
    }
    assertThat(last.get().offset()).as("the last one's offset").isEqualTo(values.size() - 1);
  }

  /** An engine that runs here. */
  final class Performance implements AutoCloseable {
    private final Metrics metrics = new Metrics();
    private final TopologySpec spec;
    private final StreamEngine engine;

    Performance(TopologySpec spec, Path folder) {
      this.spec = spec;
      this.engine =
          StreamEngine.start(
              Generation.of(spec, TopologyText.NOTATION),
              new StreamEngine.Options(folder.resolve(spec.name()), true),
              new EngineMeters(metrics.registry(), spec),
              metrics.registry());
    }

    /** Waits until there are so many forecasts. */
    void awaitForecasts(long count, Duration patience) {
      try (CommittedTopic forecasts = new CommittedTopic(servers(), spec.sink().forecasts())) {
        long[] come = {0};
        await("forecasts")
            .atMost(patience)
            .pollDelay(Duration.ZERO)
            .until(
                () -> {
                  come[0] += forecasts.poll(record -> {});
                  return come[0] >= count || !engine.status().live();
                });
      }
    }

    /** What a counter has come to. */
    double count(String meter) {
      return metrics.registry().get(meter).counter().count();
    }

    boolean isLive() {
      return engine.status().live();
    }

    @Override
    public void close() {
      engine.close();
      metrics.close();
    }
  }

  /** Compares all forecasts in a topic with what each series gives alone. */
  Comparison compare(TopologySpec spec, List<String> sent) {
    Comparison comparison = new Comparison(spec, sent);
    try (CommittedTopic forecasts = new CommittedTopic(servers(), spec.sink().forecasts())) {
      forecasts.readToEnd(comparison::take);
    }
    comparison.end();
    return comparison;
  }

  @Override
  public void close() {
    broker.close();
  }
}
