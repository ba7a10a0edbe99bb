package dev.eddy.stream;

import dev.eddy.config.TopologyText;
import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.SeriesStore;
import dev.eddy.state.WarmStarts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** A topology on Kafka's test driver, with its topics at hand. */
final class Rig implements AutoCloseable {
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final LatestForecasts latest;
  private final TopologySpec spec;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> control;
  private final TestInputTopic<byte[], byte[]> source;

  Rig(TopologySpec spec, Path directory) {
    this(spec, directory, Integer.MAX_VALUE);
  }

  Rig(TopologySpec spec, Path directory, int largestRejectedBytes) {
    this(spec, directory, largestRejectedBytes, Map.of());
  }

  /** Of a source whose partitions ended there at the first start. */
  Rig(TopologySpec spec, Path directory, int largestRejectedBytes, Map<Integer, Long> ends) {
    this(spec, directory, new EddyTopology.Start(largestRejectedBytes, ends, WarmStarts.NONE));
  }

  /** Of series that begin with files. */
  Rig(TopologySpec spec, Path directory, WarmStarts warmStarts) {
    this(spec, directory, new EddyTopology.Start(Integer.MAX_VALUE, Map.of(), warmStarts));
  }

  private Rig(TopologySpec spec, Path directory, EddyTopology.Start start) {
    this.spec = spec;
    this.latest = new LatestForecasts(spec);
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, spec.name());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
    this.driver =
        new TopologyTestDriver(
            EddyTopology.of(
                Generation.of(spec, TopologyText.NOTATION),
                start,
                new EngineMeters(registry, spec),
                latest),
            properties);
    this.source =
        driver.createInputTopic(
            spec.source().topic(), new ByteArraySerializer(), new ByteArraySerializer());
    this.control =
        driver.createInputTopic(
            EddyTopology.controlTopic(spec), new ByteArraySerializer(), new ByteArraySerializer());
  }

  void send(TestRecord<byte[], byte[]> record) {
    source.pipeInput(record);
  }

  void send(String key, String json) {
    send(
        new TestRecord<>(
            key == null ? null : Streams.utf8(key),
            Streams.utf8(json),
            Instant.ofEpochMilli(1_000)));
  }

  /** Lets time pass by the clock. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Asks something of a series. */
  void ask(String series, byte[] what) {
    control.pipeInput(new TestRecord<>(Streams.utf8(series), what, Instant.ofEpochMilli(1_000)));
  }

  void sendAll(List<String> jsons) {
    jsons.forEach(json -> send("elsewhere", json));
  }

  List<TestRecord<byte[], byte[]>> forecasts() {
    return read(spec.sink().forecasts());
  }

  List<TestRecord<byte[], byte[]>> learning() {
    return read(spec.sink().learning().topic());
  }

  List<TestRecord<byte[], byte[]>> rejected() {
    return read(spec.sink().rejected());
  }

  /** What lies in the topic where the key is the series. */
  List<TestRecord<byte[], byte[]>> bySeries() {
    return read(spec.name() + "-" + EddyTopology.BY_SERIES + "-repartition");
  }

  private List<TestRecord<byte[], byte[]>> read(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  double count(String meter, String... tags) {
    return registry.get(meter).tags(tags).counter().count();
  }

  /** What is kept of series. */
  SeriesStore store() {
    return new QueriedSeriesStore(
        driver.getKeyValueStore(EddyTopology.SNAPSHOTS),
        driver.getKeyValueStore(EddyTopology.JOURNAL));
  }

  /** The names of all series that the journal has. */
  List<String> journaled() {
    JournaledSeries series = new JournaledSeries(driver.getKeyValueStore(EddyTopology.JOURNAL));
    return Stream.generate(series::next).takeWhile(Optional::isPresent).map(Optional::get).toList();
  }

  /** What Kafka would bring back after the process and its disk are lost. */
  Map<String, Map<byte[], byte[]>> stores() {
    Map<String, Map<byte[], byte[]>> stores = new TreeMap<>();
    for (String name : List.of(EddyTopology.SNAPSHOTS, EddyTopology.JOURNAL)) {
      Map<byte[], byte[]> content = new TreeMap<>(Arrays::compare);
      KeyValueStore<byte[], byte[]> store = driver.getKeyValueStore(name);
      try (KeyValueIterator<byte[], byte[]> all = store.all()) {
        while (all.hasNext()) {
          KeyValue<byte[], byte[]> entry = all.next();
          content.put(entry.key, entry.value);
        }
      }
      stores.put(name, content);
    }
    return stores;
  }

  void restore(Map<String, Map<byte[], byte[]>> stores) {
    stores.forEach(
        (name, content) -> {
          KeyValueStore<byte[], byte[]> store = driver.getKeyValueStore(name);
          content.forEach(store::put);
        });
  }

  @Override
  public void close() {
    driver.close();
  }
}
