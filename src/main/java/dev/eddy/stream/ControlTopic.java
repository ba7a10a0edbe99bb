package dev.eddy.stream;

import dev.eddy.observe.rest.ServedStates.NotWritten;
import dev.eddy.observe.rest.ServedStates.Unfit;
import dev.eddy.observe.rest.ServedStates.Written;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Writes to the topic of commands, with a producer that is made at the first command: most
 * processes never see one. Safe for use by several threads.
 */
final class ControlTopic implements AutoCloseable {
  private static final int BLOCK_MILLIS = 5_000; // until the topic is known, and there is room
  private static final int REQUEST_MILLIS = 8_000;
  private static final int DELIVERY_MILLIS = 10_000;
  private static final long LEAST_BUFFER_BYTES = 32L << 20;

  private final String topic;
  private final Properties properties;
  private final int largestBytes;
  private Producer<byte[], byte[]> producer; // null before the first command
  private boolean closed;

  /**
   * Of a topology.
   *
   * @param properties of its stream
   * @param largestBytes of a record
   */
  ControlTopic(TopologySpec spec, Properties properties, int largestBytes) {
    this.topic = EddyTopology.controlTopic(spec);
    this.properties = properties;
    this.largestBytes = largestBytes;
  }

  /**
   * Writes a record, and waits for the brokers to have it; some fifteen seconds at most.
   *
   * @throws Unfit if it is larger than the topic takes
   * @throws NotWritten if they do not say that they have it
   */
  Written write(int partition, String series, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, series.getBytes(StandardCharsets.UTF_8), value);
    try {
      RecordMetadata metadata =
          producer().send(record).get(BLOCK_MILLIS + DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
      return new Written(topic, partition, metadata.offset());
    } catch (ExecutionException e) {
      throw notWritten(e.getCause(), value);
    } catch (KafkaException | TimeoutException e) {
      throw notWritten(e, value);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notWritten(e, value);
    }
  }

  private RuntimeException notWritten(Throwable cause, byte[] value) {
    if (cause instanceof RecordTooLargeException) {
      return new Unfit(
          "has " + value.length + " bytes, which is more than topic " + topic + " takes", cause);
    }
    return new NotWritten(
        "Brokers have not acknowledged it, and may or may not have it: "
            + Faults.words(cause)
            + ".",
        cause);
  }

  private synchronized Producer<byte[], byte[]> producer() {
    if (closed) {
      throw new NotWritten("The topology ends.", null);
    }
    if (producer == null) {
      ByteArraySerializer bytes = new ByteArraySerializer();
      producer = new KafkaProducer<>(settings(), bytes, bytes);
    }
    return producer;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings =
        new StreamsConfig(properties).getProducerConfigs(topic + "-producer");
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    settings.putAll(
        Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            BLOCK_MILLIS,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            REQUEST_MILLIS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            DELIVERY_MILLIS,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            largestBytes,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            Math.max(LEAST_BUFFER_BYTES, 2L * largestBytes)));
    return settings;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (producer != null) {
      producer.close(Duration.ZERO); // whoever waits is told that it is not known
    }
  }
}
