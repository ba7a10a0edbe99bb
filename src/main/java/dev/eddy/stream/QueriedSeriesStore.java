package dev.eddy.stream;

import dev.eddy.state.SeriesStore;
import java.io.ByteArrayOutputStream;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What {@link KafkaSeriesStore} keeps, for those who only look. Safe for use by several threads, as
 * far as its stores are.
 */
final class QueriedSeriesStore implements SeriesStore {
  private final ReadOnlyKeyValueStore<byte[], byte[]> snapshots;
  private final ReadOnlyKeyValueStore<byte[], byte[]> journal;

  QueriedSeriesStore(
      ReadOnlyKeyValueStore<byte[], byte[]> snapshots,
      ReadOnlyKeyValueStore<byte[], byte[]> journal) {
    this.snapshots = snapshots;
    this.journal = journal;
  }

  @Override
  public byte[] snapshot(String series, int slot) {
    byte[] first = snapshots.get(KafkaSeriesStore.key(series, slot, 0));
    if (first == null || first.length != KafkaSeriesStore.PIECE_BYTES) {
      return first;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream(4 * KafkaSeriesStore.PIECE_BYTES);
    byte[] piece = first;
    for (int number = 1; piece != null; number++) {
      whole.write(piece, 0, piece.length);
      boolean last = piece.length < KafkaSeriesStore.PIECE_BYTES;
      piece = last ? null : snapshots.get(KafkaSeriesStore.key(series, slot, number));
    }
    return whole.toByteArray();
  }

  @Override
  public byte[] entry(String series, int place) {
    return journal.get(KafkaSeriesStore.key(series, place));
  }

  @Override
  public void putSnapshot(String series, int slot, byte[] snapshot) {
    throw new UnsupportedOperationException("only looks");
  }

  @Override
  public void putEntry(String series, int place, byte[] entry) {
    throw new UnsupportedOperationException("only looks");
  }

  @Override
  public void rejectSnapshot(String series, int slot, String why) {
    throw new UnsupportedOperationException("only looks");
  }

  @Override
  public void rejectEntry(String series, int place, String why) {
    throw new UnsupportedOperationException("only looks");
  }
}
