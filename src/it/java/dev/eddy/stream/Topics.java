package dev.eddy.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to topics and reads what was committed to them. */
final class Topics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String servers;
  private final KafkaProducer<byte[], byte[]> producer;

  Topics(String servers) {
    this.servers = servers;
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
    // A topic that was just made may refuse the first batch and take the second, which the first
    // then can never follow.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends a record, those of one room always to the same partition. */
  void send(String topic, String json) {
    int partition = json.charAt(json.indexOf("room-") + "room-".length()) % 2;
    producer.send(new ProducerRecord<>(topic, partition, null, Streams.utf8(json)));
  }

  void sendAll(String topic, List<String> jsons) {
    jsons.forEach(json -> send(topic, json));
    producer.flush();
  }

  void sendRaw(String topic, byte[] value) {
    producer.send(new ProducerRecord<>(topic, 0, null, value));
    producer.flush();
  }

  /** Reads from the beginning until so many committed records have come, and a little longer. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      consumer.poll(Duration.ofMillis(800)).forEach(records::add);
    }
    return records;
  }

  Map<String, List<String>> readBySeries(String topic, int count) {
    Map<String, List<String>> series = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(topic, count)) {
      series
          .computeIfAbsent(Streams.text(record.key()), key -> new ArrayList<>())
          .add(Streams.text(record.value()));
    }
    return series;
  }

  @Override
  public void close() {
    producer.close();
  }
}
