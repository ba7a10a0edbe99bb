package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Reads what was committed to a topic, without being of any group. Says in one sentence what keeps
 * brokers from answering. For one thread.
 */
final class TopicReader implements Closeable {
  /** How long brokers may take to answer. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration MOMENT = Duration.ofMillis(500);
  private static final String DEFAULT_SERVERS = "localhost:9092";

  private final String topic;
  private final String servers;
  private final Duration patience;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Of a topic, with the settings of a topology.
   *
   * @param patience how long brokers may take to answer
   * @throws BacktestFailure if clients do not take these settings
   */
  TopicReader(String topic, TopologySpec spec, Duration patience) {
    this.topic = topic;
    this.patience = patience;
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, spec.name());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_SERVERS);
    settings.putAll(spec.kafka());
    this.servers = settings.get(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG).toString();
    this.consumer = asked(() -> consumer(settings, spec.name() + "-backtest"));
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings, String clientId) {
    // What a stream's consumer would be told, but for its group.
    Map<String, Object> properties =
        new StreamsConfig(settings).getRestoreConsumerConfigs(clientId);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    int patienceMillis = (int) patience.toMillis();
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMillis);
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, patienceMillis / 2);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * The topic's partitions, by number, as far as records of a time reach; goes to their beginnings.
   *
   * @throws BacktestFailure if there is no such topic, or no broker answers
   */
  List<TopicPart> begin(TimeRange range) {
    return asked(
        () -> {
          List<PartitionInfo> there = consumer.partitionsFor(topic, patience);
          if (there == null || there.isEmpty()) {
            throw BacktestFailure.ofUse(
                "topic " + topic + ": there is no such topic at " + servers);
          }
          List<TopicPartition> partitions =
              there.stream()
                  .map(PartitionInfo::partition)
                  .sorted()
                  .map(partition -> new TopicPartition(topic, partition))
                  .toList();
          consumer.assign(partitions);
          Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
          Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
          Map<TopicPartition, Long> begins = offsets(partitions, range.from(), first, ends);
          Map<TopicPartition, Long> stops = offsets(partitions, range.to(), ends, ends);
          List<TopicPart> parts = new ArrayList<>();
          for (TopicPartition partition : partitions) {
            long begin = begins.get(partition);
            consumer.seek(partition, begin);
            long end = Math.max(begin, Math.min(ends.get(partition), stops.get(partition)));
            parts.add(new TopicPart(partition, begin, end));
          }
          return parts;
        });
  }

  /** Where the first record is that is stamped so or later; the ends where there is none. */
  private Map<TopicPartition, Long> offsets(
      List<TopicPartition> partitions,
      OptionalLong time,
      Map<TopicPartition, Long> otherwise,
      Map<TopicPartition, Long> ends) {
    if (time.isEmpty()) {
      return otherwise;
    }
    // The brokers know of no time before the epoch.
    long asked = Math.max(0, time.getAsLong());
    Map<TopicPartition, OffsetAndTimestamp> found =
        consumer.offsetsForTimes(
            partitions.stream().collect(Collectors.toMap(one -> one, one -> asked)));
    Map<TopicPartition, Long> offsets = new HashMap<>(ends);
    found.forEach(
        (partition, first) -> {
          if (first != null) {
            offsets.put(partition, first.offset());
          }
        });
    return offsets;
  }

  /**
   * Waits a moment for records of those partitions that want some.
   *
   * @param parts Modified: what came is theirs.
   * @return how many came
   * @throws BacktestFailure if they cannot be read on
   */
  int read(List<TopicPart> parts) {
    return asked(
        () -> {
          for (TopicPart part : parts) {
            List<TopicPartition> one = List.of(part.partition());
            if (part.wantsMore()) {
              consumer.resume(one);
            } else {
              consumer.pause(one);
            }
          }
          int count = 0;
          Map<TopicPartition, TopicPart> byPartition =
              parts.stream().collect(Collectors.toMap(TopicPart::partition, part -> part));
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(MOMENT)) {
            byPartition.get(new TopicPartition(topic, record.partition())).add(record);
            count++;
          }
          // Aborted records and marks of transactions have offsets, and are not handed out.
          parts.forEach(part -> part.reached(consumer.position(part.partition())));
          return count;
        });
  }

  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (TimeoutException e) {
      throw BacktestFailure.ofRunning(
          "no Kafka broker answers at " + servers + " within " + patience.toSeconds() + " seconds",
          e);
    } catch (KafkaException e) {
      throw BacktestFailure.ofRunning(
          "topic " + topic + ", at " + servers + ": cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
