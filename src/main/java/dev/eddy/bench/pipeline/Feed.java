package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a workload to a topic, the records of a series always to one partition. For one thread.
 */
final class Feed implements AutoCloseable {
  private static final long NANOS_A_SECOND = 1_000_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int partitions;
  private final Workload workload;
  private long sent;
  private volatile Exception failure;

  Feed(String bootstrapServers, String topic, int partitions, Workload workload) {
    this.topic = topic;
    this.partitions = partitions;
    this.workload = workload;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** How many records were written so far. */
  long sent() {
    return sent;
  }

  /** One record of a series. */
  void send(int series) {
    long time = workload.nextMillis(series);
    send(series, time);
  }

  private void send(int series, long epochMillis) {
    Exception failed = failure;
    if (failed != null) {
      throw new BenchFailure(
          "topic " + topic + " takes no records: " + failed.getMessage(), failed);
    }
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(
                topic,
                series % partitions,
                epochMillis,
                workload.key(series),
                workload.next(series, epochMillis)),
            (where, refused) -> failure = refused == null ? failure : refused);
    sent++;
  }

  /** So many records, of one series after the other. */
  void inTurn(long events) {
    for (long n = 0; n < events; n++) {
      send((int) (n % workload.series()));
    }
    producer.flush();
  }

  /**
   * Between {@code least} and {@code least + spread} records of each series, so that what comes up
   * after a number of records comes up at another moment for each.
   */
  void spread(int least, int spread) {
    int series = workload.series();
    for (int round = 0; round < least + spread; round++) {
      for (int s = 0; s < series; s++) {
        if (round < least + (long) spread * s / series) {
          send(s);
        }
      }
    }
    producer.flush();
  }

  /**
   * So many records at a steady pace, of one series after the other. The time of a record is the
   * moment at which it was due, so that whatever is late counts.
   */
  void paced(long events, int perSecond) {
    long start = System.nanoTime();
    long startMillis = System.currentTimeMillis();
    for (long n = 0; n < events; n++) {
      long due = n * NANOS_A_SECOND / perSecond;
      for (long left = due - (System.nanoTime() - start);
          left > 0;
          left = due - (System.nanoTime() - start)) {
        LockSupport.parkNanos(left);
      }
      send((int) (n % workload.series()), startMillis + due / 1_000_000);
    }
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
