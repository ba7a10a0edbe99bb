package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import dev.eddy.stream.BoundedRocksMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * The yardstick: what Kafka Streams by itself takes to read a record, put 100 bytes into a logged
 * store and write a record as large as a forecast.
 */
final class Passthrough implements MeasuredStream {
  private static final String STORE = "values";
  private static final int VALUE_BYTES = 100;

  private final String name;
  private final KafkaStreams streams;
  private final LongAdder processed = new LongAdder();

  /**
   * Starts it. Its topics must be there.
   *
   * @param kafka what the engine was told
   * @param output written for each record
   */
  Passthrough(
      String name, String input, Path stateDirectory, Map<String, String> kafka, byte[] output) {
    this.name = name;
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
    properties.put(StreamsConfig.CLIENT_ID_CONFIG, name);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksMemory.class);
    properties.putAll(kafka);
    this.streams = new KafkaStreams(topology(input, output), properties);
    streams.start();
  }

  private Topology topology(String input, byte[] output) {
    return new Topology()
        .addSource("records", new ByteArrayDeserializer(), new ByteArrayDeserializer(), input)
        .addProcessor("pass", () -> new Pass(output, processed), "records")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(STORE), Serdes.ByteArray(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact")),
            "pass")
        .addSink("out", output(name), new ByteArraySerializer(), new ByteArraySerializer(), "pass");
  }

  /** The topic that it writes to. */
  static String output(String name) {
    return name + "-out";
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long processed() {
    return processed.sum();
  }

  @Override
  public double learningNanos() {
    return 0;
  }

  @Override
  public void requireLive() {
    if (streams.state().hasCompletedShutdown() || streams.state() == KafkaStreams.State.ERROR) {
      throw new BenchFailure(name + " ended", null);
    }
  }

  @Override
  public void close() {
    streams.close(Duration.ofSeconds(30));
  }

  /** Reads, puts, writes. */
  private static final class Pass implements Processor<byte[], byte[], byte[], byte[]> {
    private final byte[] value = new byte[VALUE_BYTES];
    private final byte[] output;
    private final LongAdder processed;
    private KeyValueStore<byte[], byte[]> store;
    private ProcessorContext<byte[], byte[]> context;

    Pass(byte[] output, LongAdder processed) {
      this.output = output;
      this.processed = processed;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> initialContext) {
      context = initialContext;
      store = initialContext.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      store.put(record.key(), value);
      context.forward(new Record<>(record.key(), output, record.timestamp()));
      processed.increment();
    }
  }
}
