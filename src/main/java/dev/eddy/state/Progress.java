package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far a series has come, whatever its generation. Not safe for use by several threads. */
final class Progress implements Archived {
  private long entries;
  private final Map<Integer, Long> offsets = new TreeMap<>(); // last learned, by source partition
  private final List<String> unsaid = new ArrayList<>();

  /** The number of the last journal entry; 0 before the first. */
  long entries() {
    return entries;
  }

  /** Takes note of a journal entry. */
  void pass(long entry, SourcePosition position) {
    entries = Math.max(entries, entry);
    offsets.merge(position.partition(), position.offset(), Math::max);
  }

  /** True if this record, or a later one of its partition, was learned. */
  boolean hasPassed(SourcePosition position) {
    Long last = offsets.get(position.partition());
    return last != null && position.offset() <= last;
  }

  /** Goes on from where another one is, if that is further. */
  void passAll(Progress other) {
    entries = Math.max(entries, other.entries);
    other.offsets.forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
  }

  /** An event to be told with the next forecast. */
  void announce(String event) {
    if (!unsaid.contains(event)) {
      unsaid.add(event);
    }
  }

  /** The events that have not been told yet, which now are. */
  List<String> tell() {
    List<String> events = List.copyOf(unsaid);
    unsaid.clear();
    return events;
  }

  @Override
  public void archive(Archive archive) {
    entries = archive.number(entries);
    archiveOffsets(archive);
    archiveUnsaid(archive);
  }

  private void archiveOffsets(Archive archive) {
    int size = sane(archive.number(offsets.size()));
    List<Map.Entry<Integer, Long>> old = List.copyOf(offsets.entrySet());
    if (archive.reading()) {
      offsets.clear();
    }
    for (int i = 0; i < size; i++) {
      int partition = archive.number(archive.reading() ? 0 : old.get(i).getKey());
      long offset = archive.number(archive.reading() ? 0L : old.get(i).getValue());
      if (archive.reading()) {
        offsets.put(partition, offset);
      }
    }
  }

  private void archiveUnsaid(Archive archive) {
    int size = sane(archive.number(unsaid.size()));
    if (archive.reading()) {
      unsaid.clear();
      for (int i = 0; i < size; i++) {
        unsaid.add(archive.text(""));
      }
    } else {
      unsaid.forEach(archive::text);
    }
  }

  private static int sane(int size) {
    if (size < 0 || size > Archive.LONGEST_LIST) {
      throw new DamagedArchive("a list of " + size + " elements");
    }
    return size;
  }
}
