package dev.eddy.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The forecasts in a topic from its beginning, as far as they are committed. For one thread. */
final class ForecastTopic implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Does something with a record's value. */
  interface Reader {
    void read(byte[] value) throws IOException;
  }

  ForecastTopic(String bootstrapServers, String topic) {
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
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has come; waits a moment if nothing has. Returns how many there were. */
  int poll(Reader reader) throws IOException {
    int count = 0;
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
      reader.read(record.value());
      count++;
    }
    return count;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
