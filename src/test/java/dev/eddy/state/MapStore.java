package dev.eddy.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store in memory, whose content a test may look at and spoil. */
public final class MapStore implements SeriesStore {
  final Map<String, byte[]> snapshots = new HashMap<>();
  final Map<String, byte[]> entries = new HashMap<>();
  final List<String> rejected = new ArrayList<>();

  @Override
  public byte[] snapshot(String series, int slot) {
    return snapshots.get(series + slot);
  }

  @Override
  public void putSnapshot(String series, int slot, byte[] snapshot) {
    snapshots.put(series + slot, snapshot);
  }

  @Override
  public void rejectSnapshot(String series, int slot, String why) {
    rejected.add(why);
    snapshots.remove(series + slot);
  }

  @Override
  public void rejectEntry(String series, int place, String why) {
    rejected.add(why);
    entries.remove(series + "@" + place);
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
