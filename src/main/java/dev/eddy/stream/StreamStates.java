package dev.eddy.stream;

import dev.eddy.observe.rest.ServedStates;
import dev.eddy.observe.rest.ServedTopology.NotReady;
import dev.eddy.state.Command;
import dev.eddy.state.Command.Verb;
import dev.eddy.state.DamagedState;
import dev.eddy.state.Generation;
import dev.eddy.state.KeptSeries;
import dev.eddy.state.PortableSeries;
import dev.eddy.state.SeriesStore;
import dev.eddy.state.UnsupportedState;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What the stores of this process keep of series, and the topic by which their tasks are asked to
 * change it.
 */
final class StreamStates implements ServedStates {
  private final Generation generation;
  private final KafkaStreams streams;
  private final ControlTopic control;
  private final Partitions partitions;

  /** Where series are. */
  interface Partitions {
    /** Those whose stores are here. */
    List<Integer> here();

    /** The one that Kafka chooses by itself, wherever it is. */
    int chosenFor(String series);
  }

  /** Where a series was found. */
  private record Place(int partition, SeriesStore store) {}

  StreamStates(
      Generation generation, KafkaStreams streams, ControlTopic control, Partitions partitions) {
    this.generation = generation;
    this.streams = streams;
    this.control = control;
    this.partitions = partitions;
  }

  @Override
  public List<String> commands() {
    return Verb.worded().stream().map(Verb::label).toList();
  }

  @Override
  public Optional<Kept> find(String series) {
    return kept(series)
        .map(
            kept ->
                new Kept(
                    kept.steps(),
                    kept.frozen(),
                    kept.challenger(),
                    kept.entries(),
                    kept.stored().stream()
                        .map(one -> new Stored(one.slot(), one.steps(), one.bytes()))
                        .toList()));
  }

  @Override
  public Optional<byte[]> export(String series) {
    return kept(series).map(kept -> kept.exported().bytes());
  }

  private Optional<KeptSeries> kept(String series) {
    try {
      return place(series).map(place -> KeptSeries.of(generation, series, place.store()));
    } catch (InvalidStateStoreException | IllegalStateException | DamagedState e) {
      throw new NotReady(e);
    }
  }

  /** A series is in one partition, as its records are. */
  private Optional<Place> place(String series) {
    for (int partition : partitions.here()) {
      ReadOnlyKeyValueStore<byte[], byte[]> snapshots = store(EddyTopology.SNAPSHOTS, partition);
      ReadOnlyKeyValueStore<byte[], byte[]> journal = store(EddyTopology.JOURNAL, partition);
      if (KafkaSeriesStore.holds(snapshots, journal, series)) {
        return Optional.of(new Place(partition, new QueriedSeriesStore(snapshots, journal)));
      }
    }
    return Optional.empty();
  }

  private ReadOnlyKeyValueStore<byte[], byte[]> store(String name, int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                name, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
            .withPartition(partition));
  }

  @Override
  public Written ask(String series, String command, long steps) {
    Verb verb = Verb.of(command).orElseThrow();
    return control.write(
        partitionOf(series), series, ControlRecord.valueOf(new Command(verb, steps)));
  }

  @Override
  public Written adopt(String series, byte[] exported) {
    try {
      PortableSeries.read(exported).requireFor(generation);
    } catch (IllegalArgumentException | UnsupportedState | DamagedState e) {
      throw new Unfit(e.getMessage(), e);
    }
    return control.write(partitionOf(series), series, exported);
  }

  private int partitionOf(String series) {
    try {
      return place(series).map(Place::partition).orElseGet(() -> partitions.chosenFor(series));
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReady(e);
    }
  }
}
