package dev.eddy.state;

/**
 * Keeps the snapshots and the journals of many series. What is put must be kept as one with what
 * the record that caused it brought forth: all of it or nothing.
 */
public interface SeriesStore {
  /** The snapshot in a slot, 0 or 1; null if there is none. Not to be modified. */
  byte[] snapshot(String series, int slot);

  /**
   * Replaces the snapshot in a slot.
   *
   * @param snapshot kept, and not to be modified any more
   */
  void putSnapshot(String series, int slot, byte[] snapshot);

  /** The journal entry at a place, 0 to 511; null if there is none. Not to be modified. */
  byte[] entry(String series, int place);

  /**
   * Replaces the journal entry at a place.
   *
   * @param entry kept, and not to be modified any more
   */
  void putEntry(String series, int place, byte[] entry);
}
