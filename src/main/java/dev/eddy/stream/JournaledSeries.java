package dev.eddy.stream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * The series of a journal's store, one after the other in the order of their names' bytes, without
 * reading their journals: it looks for the first key after the last one that a series may have.
 * Each costs a look into the store. Series that come up behind where it is are left out; so is one
 * whose name is that of another and a control character more, where those keys overlap. Not safe
 * for use by several threads.
 */
final class JournaledSeries {
  private final ReadOnlyKeyValueStore<byte[], byte[]> journal;
  private byte[] from; // null: at the beginning

  /** Of a task, from the first on. */
  JournaledSeries(ReadOnlyKeyValueStore<byte[], byte[]> journal) {
    this.journal = journal;
  }

  /** The next one's name; empty after the last. */
  Optional<String> next() {
    try (KeyValueIterator<byte[], byte[]> keys = journal.range(from, null)) {
      if (!keys.hasNext()) {
        return Optional.empty();
      }
      KeyValue<byte[], byte[]> first = keys.next();
      String name =
          new String(first.key, 0, first.key.length - Integer.BYTES, StandardCharsets.UTF_8);
      from = KafkaSeriesStore.key(name, KafkaSeriesStore.PAST_ALL_PLACES);
      return Optional.of(name);
    }
  }
}
