package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.state.SeriesStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Snapshots and journals in a task's key-value stores. A key is the series' name in UTF-8, then the
 * slot as one byte or the place as four. Not safe for use by several threads.
 */
final class KafkaSeriesStore implements SeriesStore {
  private final KeyValueStore<byte[], byte[]> snapshots;
  private final KeyValueStore<byte[], byte[]> journal;
  private final StateSizes sizes;
  private final EngineMeters meters;
  private final LearningWatch watch;

  /**
   * Of a task.
   *
   * @param watch told when something is put
   */
  KafkaSeriesStore(
      ProcessorContext<?, ?> context, StateSizes sizes, EngineMeters meters, LearningWatch watch) {
    this.snapshots = context.getStateStore(EddyTopology.SNAPSHOTS);
    this.journal = context.getStateStore(EddyTopology.JOURNAL);
    this.sizes = sizes;
    this.meters = meters;
    this.watch = watch;
  }

  @Override
  public byte[] snapshot(String series, int slot) {
    return snapshots.get(snapshotKey(series, slot));
  }

  @Override
  public void putSnapshot(String series, int slot, byte[] snapshot) {
    watch.keeps();
    sizes.check("the snapshot", series, snapshot);
    snapshots.put(snapshotKey(series, slot), snapshot);
    meters.snapshotWritten(snapshot.length);
  }

  @Override
  public byte[] entry(String series, int place) {
    return journal.get(entryKey(series, place));
  }

  @Override
  public void putEntry(String series, int place, byte[] entry) {
    watch.keeps();
    sizes.check("a journal entry", series, entry);
    journal.put(entryKey(series, place), entry);
  }

  private static byte[] snapshotKey(String series, int slot) {
    byte[] name = series.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + Byte.BYTES).put(name).put((byte) slot).array();
  }

  private static byte[] entryKey(String series, int place) {
    byte[] name = series.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(name.length + Integer.BYTES).put(name).putInt(place).array();
  }
}
