package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.WarmStarts;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Draws the stream of a topology. The names of its stores and of the topic {@code by-series} are
 * those of topics that hold what was learned: to change one is to forget.
 */
public final class EddyTopology {
  static final String RECORDS = "records";
  static final String REKEY = "rekey";
  static final String BY_SERIES = "by-series";
  static final String BY_SERIES_IN = BY_SERIES + "-repartition-filter";
  static final String BY_SERIES_OUT = BY_SERIES + "-repartition-source";
  static final String DECODE = "decode";
  static final String CONTROL = "control";
  static final String COMMANDS = "commands";
  static final String FORECAST = "forecast";
  static final String FORECASTS = "forecasts";
  static final String LEARNING = "learning";
  static final String REJECTED = "rejected";

  /** A sink of its own for the first half: with one for both, Kafka would run them as one task. */
  static final String UNREADABLE = "unreadable";

  static final String SNAPSHOTS = "snapshots";
  static final String JOURNAL = "journal";

  /**
   * What is asked comes before any record that waits: of several topics, Kafka takes the one with
   * the earliest time first, and whoever catches up on history would be asked at its end only.
   */
  private static final long AT_ONCE = 0;

  private EddyTopology() {}

  /**
   * What processors are made of.
   *
   * @param generation what states belong to
   * @param sizes how large they may become
   * @param room how many series stay on the heap
   * @param rejectedRecords makes records of what is refused
   * @param rejectedCommands the same, of the control topic
   * @param rule tells which forecasts are published
   * @param warmStarts what series begin with of which nothing is known
   * @param meters told of everything
   * @param latest shown to readers
   */
  record Parts(
      Generation generation,
      StateSizes sizes,
      LiveCache.Room room,
      RejectedRecords rejectedRecords,
      RejectedRecords rejectedCommands,
      PublishRule rule,
      WarmStarts warmStarts,
      EngineMeters meters,
      LatestForecasts latest) {

    /**
     * True if records may come twice. Under exactly-once they come again only where somebody has
     * turned offsets back, or made the topic anew, and wants them learned.
     */
    boolean leavesOutRedelivered() {
      return StreamsConfig.AT_LEAST_ONCE.equals(
          generation.spec().kafka().get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
    }
  }

  /**
   * What is found out before a stream starts.
   *
   * @param largestRejectedBytes the most that the topic of rejected records takes
   * @param ends where the source's partitions ended at the first start; one that is missing was
   *     empty or not there
   * @param warmStarts what series begin with of which nothing is known
   */
  record Start(int largestRejectedBytes, Map<Integer, Long> ends, WarmStarts warmStarts) {}

  /**
   * The stream of a topology. Asks no broker.
   *
   * @param latest Modified by the stream: what readers are told.
   * @throws StreamFailure if the states of a series are larger than can be kept
   */
  static Topology of(
      Generation generation, Start start, EngineMeters meters, LatestForecasts latest) {
    TopologySpec spec = generation.spec();
    StateSizes sizes = StateSizes.of(generation);
    Parts parts =
        new Parts(
            generation,
            sizes,
            new LiveCache.Room(sizes.liveSeries(spec.state().cache())),
            new RejectedRecords(spec.source().topic(), start.largestRejectedBytes()),
            new RejectedRecords(controlTopic(spec), start.largestRejectedBytes()),
            PublishRule.of(spec, start.ends()),
            start.warmStarts(),
            meters,
            latest);
    Topology topology = rekeys(spec.source()) ? recordsBySeries(parts) : records(parts);
    ByteArrayDeserializer asked = new ByteArrayDeserializer();
    topology
        .addSource(
            AutoOffsetReset.earliest(),
            CONTROL,
            (record, before) -> AT_ONCE,
            asked,
            asked,
            controlTopic(spec))
        .addProcessor(
            COMMANDS, () -> new ControlProcessor(parts.rejectedCommands(), meters), CONTROL)
        .addProcessor(FORECAST, () -> new ForecastProcessor(parts), DECODE, COMMANDS)
        .addStateStore(store(SNAPSHOTS), FORECAST)
        .addStateStore(store(JOURNAL), FORECAST);
    ByteArraySerializer bytes = new ByteArraySerializer();
    topology.addSink(FORECASTS, spec.sink().forecasts(), bytes, bytes, FORECAST);
    topology.addSink(LEARNING, spec.sink().learning().topic(), bytes, bytes, FORECAST);
    topology.addSink(REJECTED, spec.sink().rejected(), bytes, bytes, DECODE, COMMANDS, FORECAST);
    return topology;
  }

  /** Where commands to series come from: their key is the series. */
  static String controlTopic(TopologySpec spec) {
    return spec.name() + "-" + CONTROL;
  }

  /**
   * The topics that the engine makes for a topology of this name: what was learned, records on
   * their way, and commands.
   */
  static List<String> internalTopics(String name) {
    return List.of(
        name + "-" + SNAPSHOTS + "-changelog",
        name + "-" + JOURNAL + "-changelog",
        name + "-" + BY_SERIES + "-repartition",
        name + "-" + CONTROL);
  }

  /** True if records must be grouped by their series before they are learned. */
  static boolean rekeys(SourceSpec source) {
    return !source.series().isEmpty() && !source.keyed();
  }

  /** The topic whose partitions the series are shared out by. */
  static String topicOfSeries(TopologySpec spec) {
    return rekeys(spec.source())
        ? spec.name() + "-" + BY_SERIES + "-repartition"
        : spec.source().topic();
  }

  private static Topology records(Parts parts) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return new Topology()
        .addSource(
            AutoOffsetReset.earliest(),
            RECORDS,
            bytes,
            bytes,
            parts.generation().spec().source().topic())
        .addProcessor(DECODE, () -> decode(parts, false), RECORDS);
  }

  /** Only the DSL makes topics between two halves of a stream. */
  private static Topology recordsBySeries(Parts parts) {
    TopologySpec spec = parts.generation().spec();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            spec.source().topic(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withName(RECORDS)
                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
        .process(
            () -> new RekeyProcessor(spec, parts.rejectedRecords(), parts.meters()),
            Named.as(REKEY))
        .repartition(
            Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(BY_SERIES));
    ByteArraySerializer bytes = new ByteArraySerializer();
    return builder
        .build()
        .addSink(UNREADABLE, spec.sink().rejected(), bytes, bytes, REKEY)
        .addProcessor(DECODE, () -> decode(parts, true), BY_SERIES_OUT);
  }

  private static DecodeProcessor decode(Parts parts, boolean rekeyed) {
    return new DecodeProcessor(
        parts.generation().spec(), rekeyed, parts.rejectedRecords(), parts.meters());
  }

  /** Kafka's cache would put off writing; a journal that is written later is no journal. */
  private static StoreBuilder<KeyValueStore<byte[], byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact"));
  }
}
