package dev.eddy.state;

/**
 * Keeps the snapshots and the journals of many series. What is put must be kept as one with what
 * the record that caused it brought forth: all of it or nothing.
 */
public interface SeriesStore {
  /** The snapshot in a slot, 0 to 3; null if there is none. Not to be modified. */
  byte[] snapshot(String series, int slot);

  /**
   * Replaces the snapshot in a slot.
   *
   * @param snapshot kept, and not to be modified any more
   */
  void putSnapshot(String series, int slot, byte[] snapshot);

  /**
   * Takes a snapshot that cannot be used out of its slot, and keeps its bytes aside, in the place
   * of those that were kept aside from this slot before.
   *
   * @param why in words
   */
  void rejectSnapshot(String series, int slot, String why);

  /** The journal entry at a place, 0 to 511; null if there is none. Not to be modified. */
  byte[] entry(String series, int place);

  /**
   * Replaces the journal entry at a place.
   *
   * @param entry kept, and not to be modified any more
   */
  void putEntry(String series, int place, byte[] entry);

  /**
   * Takes a journal entry that cannot be used out of its place, and keeps its bytes aside, in the
   * place of those that were kept aside from there before.
   *
   * @param why in words
   */
  void rejectEntry(String series, int place, String why);
}
