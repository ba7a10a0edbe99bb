package dev.eddy.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Where the source's partitions ended at the first start, written down in a topic of one partition
 * that keeps everything: {@code NAME-start}. Of the records for a source topic the first is law, so
 * that instances which start at once agree, and all that start later too, whatever is on their
 * disks. A topic goes by its identity: one that was made anew has offsets of its own.
 */
final class StartMarker {
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private final TopologySpec spec;
  private final Brokers brokers;
  private final TopicPartition partition;

  /**
   * Of a topology.
   *
   * @param brokers not closed
   */
  StartMarker(TopologySpec spec, Brokers brokers) {
    this.spec = spec;
    this.brokers = brokers;
    this.partition = new TopicPartition(topic(spec.name()), 0);
  }

  /** The topic of a topology of this name. */
  static String topic(String name) {
    return name + "-start";
  }

  /**
   * Where the partitions ended at the first start.
   *
   * @param now where they end at this moment, asked for if this is the first start
   * @throws StreamFailure if brokers do not answer, or somebody else wrote to the topic
   */
  Map<Integer, Long> ends(Supplier<Map<Integer, Long>> now) {
    create();
    String source = identity(spec.source().topic());
    Optional<Map<Integer, Long>> law = read(source);
    if (law.isEmpty()) {
      write(source, now.get());
      law = read(source);
    }
    return law.orElseThrow(() -> failure("does not hold what was just written", null));
  }

  private void create() {
    short replication =
        brokers.config().getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG).shortValue();
    NewTopic made =
        new NewTopic(partition.topic(), 1, replication)
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1"));
    brokers.unless(
        "topic " + partition.topic() + " cannot be made",
        brokers.admin().createTopics(List.of(made)).all(),
        TopicExistsException.class);
  }

  private String identity(String topic) {
    return brokers
        .get(
            "topic " + topic,
            brokers.admin().describeTopics(List.of(topic)).topicNameValues().get(topic))
        .topicId()
        .toString();
  }

  private void write(String source, Map<Integer, Long> ends) {
    ObjectNode json = JSON.createObjectNode().put("v", FORMAT);
    json.put("topic", spec.source().topic());
    ObjectNode offsets = json.putObject("ends");
    ends.forEach((one, end) -> offsets.put(one.toString(), end));
    Map<String, Object> properties = brokers.config().getProducerConfigs(spec.name() + "-start");
    int patience = (int) Brokers.PATIENCE.toMillis();
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  partition.topic(), partition.partition(), source, json.toString()))
          .get();
    } catch (ExecutionException e) {
      throw failure("cannot be written: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was not written: interrupted", e);
    }
  }

  /** The law, if there is one. */
  private Optional<Map<Integer, Long>> read(String source) {
    Map<String, Object> properties =
        new HashMap<>(brokers.config().getRestoreConsumerConfigs(spec.name()));
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), Brokers.PATIENCE).get(partition);
      long patient = Brokers.PATIENCE.dividedBy(PAUSE);
      while (consumer.position(partition, Brokers.PATIENCE) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(PAUSE)) {
          if (source.equals(record.key())) {
            return Optional.of(parsed(record));
          }
        }
        if (patient-- == 0) {
          throw failure("cannot be read to its end", null);
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw failure("cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<Integer, Long> parsed(ConsumerRecord<String, String> record) {
    Map<Integer, Long> ends = new TreeMap<>();
    try {
      JsonNode json = JSON.readTree(record.value());
      if (json.path("v").asInt() != FORMAT) {
        throw failure("holds format " + json.path("v") + ", which this version cannot read", null);
      }
      json.path("ends")
          .properties()
          .forEach(one -> ends.put(Integer.valueOf(one.getKey()), one.getValue().asLong()));
      return ends;
    } catch (JsonProcessingException | NumberFormatException e) {
      throw failure("holds what Eddy did not write, at offset " + record.offset(), e);
    }
  }

  private StreamFailure failure(String what, Exception cause) {
    return new StreamFailure(
        "topic " + partition.topic() + " " + what + ", at " + brokers.servers(), cause);
  }
}
