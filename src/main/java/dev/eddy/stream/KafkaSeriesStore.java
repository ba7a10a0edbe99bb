package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.state.SeriesStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots and journals in a task's key-value stores. A snapshot may be larger than a record, and
 * lies there in pieces of {@value #PIECE_BYTES} bytes, of which the last one is shorter.
 *
 * <pre>
 *   snapshots   name slot                    first piece       name in UTF-8, slot one byte, 0 to 3
 *               name 0xFF slot piece         further pieces    piece four bytes, from 1
 *   journal     name place                                     place four bytes, 0 to 511
 *
 *   kept aside  as above, with 16 more for the slot, or 65,536 more for the place
 * </pre>
 *
 * No name has a byte 0xFF, so that keys of different series differ. Not safe for use by several
 * threads.
 */
final class KafkaSeriesStore implements SeriesStore {
  /** With keys and framing less than the 1 MiB that a topic takes unless told otherwise. */
  static final int PIECE_BYTES = 960 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSeriesStore.class);
  private static final byte NO_TEXT = (byte) 0xFF;
  private static final int ASIDE_SLOT = 16;
  private static final int ASIDE_PLACE = 1 << 16;

  /** More than any place, of what is kept aside too. */
  static final int PAST_ALL_PLACES = 2 * ASIDE_PLACE;

  private final KeyValueStore<byte[], byte[]> snapshots;
  private final KeyValueStore<byte[], byte[]> journal;
  private final SeriesStore reading;
  private final EngineMeters meters;
  private final LearningWatch watch;

  /**
   * Of a task.
   *
   * @param watch told when something is put
   */
  KafkaSeriesStore(ProcessorContext<?, ?> context, EngineMeters meters, LearningWatch watch) {
    this.snapshots = context.getStateStore(EddyTopology.SNAPSHOTS);
    this.journal = context.getStateStore(EddyTopology.JOURNAL);
    this.reading = new QueriedSeriesStore(snapshots, journal);
    this.meters = meters;
    this.watch = watch;
  }

  /**
   * True if a series was ever learned from, as far as the stores of this process have it. Safe for
   * use by several threads.
   */
  static boolean holds(
      ReadOnlyKeyValueStore<byte[], byte[]> snapshots,
      ReadOnlyKeyValueStore<byte[], byte[]> journal,
      String series) {
    // Entries are numbered from 1, long before the first snapshot.
    return journal.get(key(series, 1)) != null || snapshots.get(key(series, 0, 0)) != null;
  }

  @Override
  public byte[] snapshot(String series, int slot) {
    return reading.snapshot(series, slot);
  }

  @Override
  public void putSnapshot(String series, int slot, byte[] snapshot) {
    watch.keeps();
    put(series, slot, snapshot);
    meters.snapshotWritten(snapshot.length);
  }

  /** What an earlier and longer snapshot leaves behind the last piece goes. */
  private void put(String series, int slot, byte[] bytes) {
    int pieces = bytes.length / PIECE_BYTES + 1;
    for (int number = 0; number < pieces; number++) {
      int from = number * PIECE_BYTES;
      boolean all = pieces == 1;
      snapshots.put(
          key(series, slot, number),
          all
              ? bytes
              : Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE_BYTES)));
    }
    removeFrom(pieces, series, slot);
  }

  private void removeFrom(int first, String series, int slot) {
    for (int number = first; snapshots.get(key(series, slot, number)) != null; number++) {
      snapshots.delete(key(series, slot, number));
    }
  }

  @Override
  public void rejectSnapshot(String series, int slot, String why) {
    put(series, slot + ASIDE_SLOT, snapshot(series, slot));
    removeFrom(0, series, slot);
    rejected(series, why);
  }

  @Override
  public byte[] entry(String series, int place) {
    return reading.entry(series, place);
  }

  @Override
  public void putEntry(String series, int place, byte[] entry) {
    watch.keeps();
    journal.put(key(series, place), entry);
  }

  @Override
  public void rejectEntry(String series, int place, String why) {
    journal.put(key(series, place + ASIDE_PLACE), entry(series, place));
    journal.delete(key(series, place));
    rejected(series, why);
  }

  private void rejected(String series, String why) {
    meters.stateDamaged();
    LOG.error("series {}: {}; its bytes are kept aside", series, why);
  }

  static byte[] key(String series, int slot, int piece) {
    byte[] name = series.getBytes(StandardCharsets.UTF_8);
    if (piece == 0) {
      return ByteBuffer.allocate(name.length + 1).put(name).put((byte) slot).array();
    }
    return ByteBuffer.allocate(name.length + 2 + Integer.BYTES)
        .put(name)
        .put(NO_TEXT)
        .put((byte) slot)
        .putInt(piece)
        .array();
  }

  static byte[] key(String series, int place) {
    byte[] name = series.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + Integer.BYTES).put(name).putInt(place).array();
  }
}
