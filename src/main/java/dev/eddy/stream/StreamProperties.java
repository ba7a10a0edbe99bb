package dev.eddy.stream;

import dev.eddy.spec.TopologySpec;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka is told. */
final class StreamProperties {
  /**
   * Under exactly-once forecasts are seen when they are committed, and each commit costs every task
   * a round trip or two; Kafka's 100 ms would spend more on commits than on small models.
   */
  private static final int COMMIT_MILLIS = 500;

  /**
   * How long a transaction may be open before brokers end it. Kafka's ten seconds for streams are
   * soon gone where many series must be brought back before the next commit, and a task that is
   * fenced for that would do the same again. A process that dies keeps readers waiting for so long
   * at most, which is hardly longer than its partitions wait for their next owner; brokers take up
   * to fifteen minutes.
   */
  private static final int TRANSACTION_MILLIS = 60_000;

  private static final int MOST_THREADS = 4;

  /** The producer's memory, for some records of the largest kind. */
  private static final long LEAST_BUFFER_BYTES = 32L << 20;

  private static final int RECORDS_IN_BUFFER = 4;

  private static final String FOREVER = Long.toString(Long.MAX_VALUE);

  private StreamProperties() {}

  /** What brokers are asked for where the file names none. */
  static String bootstrapServers(TopologySpec spec) {
    return spec.kafka().getOrDefault(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
  }

  /** What clients beside the stream are told. */
  static Properties ofClients(TopologySpec spec) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, spec.name());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(spec));
    properties.putAll(spec.kafka());
    return properties;
  }

  /**
   * Our defaults, and over them what the file says.
   *
   * @param largestRecordBytes the most that a record written by the engine may have
   */
  static Properties of(TopologySpec spec, StateDirectory directory, int largestRecordBytes) {
    Properties properties = ofClients(spec);
    // Named, as by itself Kafka makes a new name at each start, and so new meters.
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, spec.name());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.path().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_MILLIS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        TRANSACTION_MILLIS);
    properties.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
        Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    properties.put(
        StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, NotNegativeTimestamp.class);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksMemory.class);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // A task reads its partition of the control topic too, and waits for neither.
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.putAll(group(directory));
    properties.putAll(sizes(largestRecordBytes));
    properties.putAll(spec.kafka());
    return properties;
  }

  private static Map<String, Object> group(StateDirectory directory) {
    return Map.of(
        StreamsConfig.GROUP_PROTOCOL_CONFIG,
        "classic",
        StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        directory.identity());
  }

  /** Topics are those that Kafka Streams makes itself: changelogs and by-series. */
  private static Map<String, Object> sizes(int largestRecordBytes) {
    return Map.of(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        largestRecordBytes,
        StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG),
        Math.max(LEAST_BUFFER_BYTES, (long) RECORDS_IN_BUFFER * largestRecordBytes),
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        largestRecordBytes,
        // These count the records' own times, which with recorded data are years ago and apart.
        StreamsConfig.topicPrefix(TopicConfig.SEGMENT_MS_CONFIG),
        FOREVER,
        StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG),
        FOREVER);
  }
}
