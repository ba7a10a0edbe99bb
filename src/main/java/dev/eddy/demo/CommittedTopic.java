package dev.eddy.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The records of a topic from its beginning, as far as they are committed. For one thread; takes no
 * part in any group.
 */
public final class CommittedTopic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;

  /** Does something with a record. */
  @FunctionalInterface
  public interface Reader<E extends Exception> {
    /** Called for each record in turn, those of a partition in their order. */
    void read(ConsumerRecord<byte[], byte[]> record) throws E;
  }

  /** Of a topic that is there. */
  public CommittedTopic(String bootstrapServers, String topic) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    this.partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has come; waits a moment if nothing has. Returns how many there were. */
  public <E extends Exception> int poll(Reader<E> reader) throws E {
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
      reader.read(record);
      count++;
    }
    return count;
  }

  /** Reads on to where the topic ends now. */
  public <E extends Exception> void readToEnd(Reader<E> reader) throws E {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      poll(reader);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
