package dev.eddy.stream;

import dev.eddy.observe.TopologyStatus;
import dev.eddy.observe.rest.SeriesDetails;
import dev.eddy.observe.rest.SeriesSummary;
import dev.eddy.observe.rest.ServedStates;
import dev.eddy.observe.rest.ServedTopology;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * A running topology as readers see it: what {@link LatestForecasts} has, and what Kafka Streams
 * knows of who has which partitions.
 */
final class ServedStream implements ServedTopology, StreamStates.Partitions {
  private final TopologySpec spec;
  private final KafkaStreams streams;
  private final LatestForecasts latest;
  private final Optional<HostInfo> address;
  private final Supplier<TopologyStatus> status;
  private final ServedStates states;

  /**
   * What is shown, and where.
   *
   * @param latest what readers are told
   * @param address at which other instances reach this one; empty: they cannot
   * @param control where commands are written
   */
  record Shown(LatestForecasts latest, Optional<HostInfo> address, ControlTopic control) {
    /** Nothing yet, where Kafka's properties say. */
    static Shown of(TopologySpec spec, Properties properties, StateSizes sizes) {
      String address = properties.getProperty(StreamsConfig.APPLICATION_SERVER_CONFIG, "");
      return new Shown(
          new LatestForecasts(spec),
          Optional.ofNullable(HostInfo.buildFromEndpoint(address)),
          new ControlTopic(spec, properties, sizes.largestExportBytes()));
    }
  }

  /**
   * Of a topology.
   *
   * @param status asked each time
   */
  ServedStream(
      Generation generation, KafkaStreams streams, Shown shown, Supplier<TopologyStatus> status) {
    this.spec = generation.spec();
    this.streams = streams;
    this.latest = shown.latest();
    this.address = shown.address();
    this.status = status;
    this.states = new StreamStates(generation, streams, shown.control(), this);
  }

  @Override
  public TopologyStatus status() {
    return status.get();
  }

  @Override
  public Optional<SeriesDetails> find(String series) {
    return latest.find(series);
  }

  @Override
  public Stream<SeriesSummary> summaries() {
    return latest.summaries();
  }

  @Override
  public boolean remembers(String series) {
    try {
      return KafkaSeriesStore.holds(
          store(EddyTopology.SNAPSHOTS), store(EddyTopology.JOURNAL), series);
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReady(e);
    }
  }

  @Override
  public ServedStates states() {
    return states;
  }

  @Override
  public int chosenFor(String series) {
    return whereabouts(series).partition();
  }

  private ReadOnlyKeyValueStore<byte[], byte[]> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
  }

  @Override
  public List<Instance> instances() {
    List<Instance> instances = new ArrayList<>();
    try {
      instances.add(new Instance(address.map(ServedStream::text), true, here()));
      streams.metadataForAllStreamsClients().stream()
          .filter(other -> !other.hostInfo().equals(address.orElse(HostInfo.unavailable())))
          .sorted(Comparator.comparing(other -> text(other.hostInfo())))
          .map(this::instance)
          .forEach(instances::add);
    } catch (StreamsNotStartedException | IllegalStateException e) {
      if (instances.isEmpty()) { // shares out nothing yet, or nothing any more
        instances.add(new Instance(address.map(ServedStream::text), true, List.of()));
      }
    }
    return instances;
  }

  private Instance instance(StreamsMetadata other) {
    boolean reachable = !other.hostInfo().equals(HostInfo.unavailable());
    return new Instance(
        reachable ? Optional.of(text(other.hostInfo())) : Optional.empty(),
        false,
        partitions(other.topicPartitions()));
  }

  @Override
  public List<Integer> here() {
    return partitions(
        streams.metadataForLocalThreads().stream()
            .flatMap(thread -> thread.activeTasks().stream())
            .flatMap(task -> task.topicPartitions().stream())
            .toList());
  }

  /** Those of the topic where the key is the series. */
  private List<Integer> partitions(Collection<TopicPartition> all) {
    String topic = EddyTopology.topicOfSeries(spec);
    return all.stream()
        .filter(one -> one.topic().equals(topic))
        .map(TopicPartition::partition)
        .sorted()
        .distinct()
        .toList();
  }

  @Override
  public Whereabouts whereabouts(String series) {
    try {
      KeyQueryMetadata owner =
          streams.queryMetadataForKey(
              EddyTopology.SNAPSHOTS,
              series.getBytes(StandardCharsets.UTF_8),
              new ByteArraySerializer());
      if (owner.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
        throw new NotReady(null);
      }
      boolean reachable = !owner.activeHost().equals(HostInfo.unavailable());
      return new Whereabouts(
          owner.partition(),
          here().contains(owner.partition()),
          reachable ? Optional.of(text(owner.activeHost())) : Optional.empty(),
          EddyTopology.rekeys(spec.source()));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReady(e);
    }
  }

  private static String text(HostInfo host) {
    String name = host.host();
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + host.port();
  }
}
