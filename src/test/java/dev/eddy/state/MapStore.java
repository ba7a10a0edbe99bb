package dev.eddy.state;

import java.util.HashMap;
import java.util.Map;

/** A store in memory, whose content a test may look at and spoil. */
final class MapStore implements SeriesStore {
  final Map<String, byte[]> snapshots = new HashMap<>();
  final Map<String, byte[]> entries = new HashMap<>();

  @Override
  public byte[] snapshot(String series, int slot) {
    return snapshots.get(series + slot);
  }

  @Override
  public void putSnapshot(String series, int slot, byte[] snapshot) {
    snapshots.put(series + slot, snapshot);
  }

  @Override
  public byte[] entry(String series, int place) {
    return entries.get(series + "@" + place);
  }

  @Override
  public void putEntry(String series, int place, byte[] entry) {
    entries.put(series + "@" + place, entry);
  }
}
