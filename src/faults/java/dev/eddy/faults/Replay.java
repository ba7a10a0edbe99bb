package dev.eddy.faults;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends readings at a pace until it is told to stop, each once and in order, whatever the brokers
 * go through. The timestamp of a record is {@link #timestamp} of its number.
 */
final class Replay implements AutoCloseable {
  private static final long FIRST_TIMESTAMP = 1_750_000_000_000L;
  private static final int PATIENCE_MILLIS = 600_000;
  private static final int LARGEST_BYTES = 4 << 20;
  private static final long PAUSE_NANOS = 1_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Readings readings;
  private final int partitions;
  private final Pace pace;
  private final AtomicLong count = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();
  private final Thread thread = new Thread(this::run, "replay");
  private volatile boolean stopped;

  /** When records are sent. */
  interface Pace {
    /** True if the record of a number may be sent now, counted from 0. */
    boolean permits(long number);

    /** So many a second, from now on. */
    static Pace steady(double recordsASecond) {
      long start = System.nanoTime();
      return number -> System.nanoTime() - start >= number * 1e9 / recordsASecond;
    }

    /** As fast as it goes, but never further ahead of a count than this. */
    static Pace ahead(long most, LongSupplier of) {
      return number -> number - of.getAsLong() < most;
    }
  }

  /** Begins at once. */
  Replay(String servers, Readings readings, int partitions, Pace pace) {
    this.producer = producer(servers);
    this.readings = readings;
    this.partitions = partitions;
    this.pace = pace;
    thread.start();
  }

  /** A producer that neither loses nor repeats nor reorders, and waits for ten minutes. */
  static KafkaProducer<byte[], byte[]> producer(String servers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            PATIENCE_MILLIS,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE_MILLIS,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            LARGEST_BYTES,
            // A topic that was just made may refuse the first batch and take the second, which the
            // first then can never follow.
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void run() {
    while (!stopped) {
      if (pace.permits(count.get())) {
        producer.send(
            recordOf(readings.next(), partitions, count.getAndIncrement()),
            (metadata, exception) -> refused.compareAndSet(null, exception));
      } else {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** A record of a series goes to the partition of that series. */
  static ProducerRecord<byte[], byte[]> recordOf(String record, int partitions, long number) {
    int partition = Math.floorMod(Readings.seriesOf(record).hashCode(), partitions);
    byte[] value = record.getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(Readings.TOPIC, partition, timestamp(number), null, value);
  }

  /** The timestamp of the record of a number, counted from 0. */
  static long timestamp(long number) {
    return FIRST_TIMESTAMP + number;
  }

  /** How many have been handed over. */
  long count() {
    return count.get();
  }

  /** Ends, and returns how many were sent and are now in the topic. */
  long end() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.flush();
    if (refused.get() != null) {
      throw new AssertionError("the brokers refused a record", refused.get());
    }
    return count.get();
  }

  @Override
  public void close() {
    stopped = true;
    await().atMost(Duration.ofMinutes(1)).until(() -> !thread.isAlive());
    producer.close(Duration.ofSeconds(5));
  }
}
