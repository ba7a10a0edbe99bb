package dev.eddy.demo;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces a file's rows to a topic, each once and in order, at the pace at which they were
 * recorded or faster. One object is one replay; {@link #stop} may be called from any thread.
 */
public final class Replayer {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private final Replay replay;
  private final LongConsumer progress;
  private final Duration patience;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();

  /**
   * Prepares a replay; nothing is connected yet.
   *
   * @param bootstrapServers addresses of brokers, joined by commas
   * @param progress is told after each row how many were handed over; on the thread that replays
   */
  public Replayer(String bootstrapServers, Replay replay, LongConsumer progress) {
    this(bootstrapServers, replay, progress, PATIENCE);
  }

  /** The same, waiting for brokers as long as is said. */
  Replayer(String bootstrapServers, Replay replay, LongConsumer progress, Duration patience) {
    this.bootstrapServers = bootstrapServers;
    this.replay = replay;
    this.progress = progress;
    this.patience = patience;
  }

  /**
   * Replays all rows, or those until {@link #stop}, and waits until the brokers have answered for
   * all that were sent, also where this ends in a failure.
   *
   * @param rows not closed
   * @return how many records the brokers have acknowledged
   * @throws DemoFailure if the file lacks a column, the brokers do not answer within ten seconds,
   *     the topic is missing, a record is refused, a row is broken or the file cannot be read on;
   *     the records before it may have been sent
   */
  public long replay(CsvRows rows) {
    RowEncoder encoder = new RowEncoder(rows, replay);
    ReplayTopic.require(bootstrapServers, replay, patience);
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(properties())) {
      produce(rows, encoder, producer);
    } catch (BacktestFailure e) {
      throw DemoFailure.ofRunning(e.getMessage(), e);
    }
    if (refused.get() != null) {
      throw DemoFailure.ofRunning(
          "topic "
              + replay.topic()
              + " at "
              + bootstrapServers
              + ": a record was refused: "
              + refused.get().getMessage(),
          refused.get());
    }
    return acknowledged.get();
  }

  /** Ends the replay early: rows not handed over yet are left out. */
  public void stop() {
    stopped.countDown();
  }

  /** True once {@link #stop} was called. */
  public boolean stopped() {
    return stopped.getCount() == 0;
  }

  /** How many records the brokers have acknowledged so far. */
  public long acknowledged() {
    return acknowledged.get();
  }

  private void produce(CsvRows rows, RowEncoder encoder, Producer<byte[], byte[]> producer) {
    Pace pace = new Pace(replay.speed());
    long handedOver = 0;
    for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
      String[] cells = cells(rows, row.get());
      OptionalLong time = encoder.epochMillis(cells);
      if (stoppedWithin(pace.nanosUntil(time)) || refused.get() != null) {
        return;
      }
      send(producer, record(encoder, cells, time));
      progress.accept(++handedOver);
    }
  }

  private static String[] cells(CsvRows rows, TableRow row) {
    if (row.fault().isPresent()) {
      throw DemoFailure.ofRunning(
          rows.name() + ":" + row.number() + ": " + row.fault().get(), null);
    }
    return row.cells();
  }

  private void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    try {
      Future<RecordMetadata> unused = producer.send(record, (where, failure) -> answered(failure));
    } catch (KafkaException e) {
      answered(e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(
      RowEncoder encoder, String[] cells, OptionalLong time) {
    byte[] key = encoder.key(cells);
    Integer partition = key == null ? 0 : null;
    Long timestamp = time.isPresent() ? time.getAsLong() : null;
    return new ProducerRecord<>(replay.topic(), partition, timestamp, key, encoder.value(cells));
  }

  private void answered(Exception failure) {
    if (failure == null) {
      acknowledged.incrementAndGet();
    } else {
      refused.compareAndSet(null, failure);
    }
  }

  private boolean stoppedWithin(long nanos) {
    try {
      return stopped.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "eddy-replay");
    properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    // A topic that was just made may refuse the first batch and take the second, which the first
    // can then never follow.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, BrokerProperties.LARGEST_RECORD_BYTES);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience.toMillis());
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3 * (int) patience.toMillis());
    return properties;
  }

  /** When a row is due: as long after the first as it was recorded after it, over the factor. */
  private static final class Pace {
    private final ReplaySpeed speed;
    private long start;
    private long firstEpochMillis = Long.MIN_VALUE;

    Pace(ReplaySpeed speed) {
      this.speed = speed;
    }

    long nanosUntil(OptionalLong epochMillis) {
      if (!speed.paced() || epochMillis.isEmpty()) {
        return 0;
      }
      if (firstEpochMillis == Long.MIN_VALUE) {
        firstEpochMillis = epochMillis.getAsLong();
        start = System.nanoTime();
      }
      long due = start + speed.nanosAfterStart(epochMillis.getAsLong() - firstEpochMillis);
      return due - System.nanoTime();
    }
  }
}
