package dev.eddy.bench.plan;

import dev.eddy.state.SeriesStore;
import java.util.HashMap;
import java.util.Map;

/** Keeps states in memory, and counts what is put. For one thread. */
final class MemoryStore implements SeriesStore {
  private final Map<String, byte[]> snapshots = new HashMap<>();
  private final Map<String, byte[]> entries = new HashMap<>();
  private long snapshotBytes;
  private long entryBytes;
  private long lastSnapshotBytes;

  @Override
  public byte[] snapshot(String series, int slot) {
    return snapshots.get(series + "/" + slot);
  }

  @Override
  public void putSnapshot(String series, int slot, byte[] snapshot) {
    snapshots.put(series + "/" + slot, snapshot);
    snapshotBytes += snapshot.length;
    lastSnapshotBytes = snapshot.length;
  }

  @Override
  public void rejectSnapshot(String series, int slot, String why) {
    throw new IllegalStateException(why + ": in memory nothing is damaged");
  }

  @Override
  public void rejectEntry(String series, int place, String why) {
    throw new IllegalStateException(why + ": in memory nothing is damaged");
  }

  @Override
  public byte[] entry(String series, int place) {
    return entries.get(series + "/" + place);
  }

  @Override
  public void putEntry(String series, int place, byte[] entry) {
    entries.put(series + "/" + place, entry);
    entryBytes += entry.length;
  }

  /** Of all snapshots that were put. */
  long snapshotBytes() {
    return snapshotBytes;
  }

  /** Of the last snapshot; 0 before the first. */
  long lastSnapshotBytes() {
    return lastSnapshotBytes;
  }

  /** Of all journal entries that were put. */
  long entryBytes() {
    return entryBytes;
  }
}
