package dev.eddy.state;

import java.util.List;
import java.util.Optional;

/**
 * When snapshots of a series are taken, and where they go.
 *
 * <p>One is taken, in the slot of the one before the last, after so many journal entries that it
 * costs {@value #BYTES_AN_ENTRY} bytes each, but {@value #LEAST_ENTRIES} at least and {@value
 * #MOST_ENTRIES} at most, or after {@value #AFTER_STEPS} steps. Every {@value #CHECKPOINT_EVERY}
 * and every {@value #FAR_CHECKPOINT_EVERY} steps there is a checkpoint besides, which is a snapshot
 * to go back to by hand. Not safe for use by several threads.
 */
final class Snapshots {
  static final int LEAST_ENTRIES = LiveSeries.PLACES / 8;
  static final int MOST_ENTRIES = LiveSeries.PLACES / 2;

  /**
   * What snapshots may cost a record. The more often they are taken, the less is to be learned
   * again when a series is brought back; large ones are dear to write and cheap to learn from, by
   * the byte.
   */
  static final int BYTES_AN_ENTRY = 7 << 10;

  /** A gap makes one entry cost as much as many; counted in steps, this is the most of it. */
  static final int AFTER_STEPS = 16 * LiveSeries.PLACES;

  static final int CHECKPOINT_EVERY = 4_096;
  static final int FAR_CHECKPOINT_EVERY = 65_536;

  private static final int CHECKPOINT_SLOT = 2;
  private static final int FAR_CHECKPOINT_SLOT = 3;

  private final String series;
  private final SeriesState state;
  private long count;
  private long entriesAtLast;
  private long stepsAtLast;
  private int bytesOfLast;

  /**
   * Of a series as it is now.
   *
   * @param newest the snapshot that it was made from
   */
  Snapshots(String series, SeriesState state, Optional<Snapshot> newest) {
    this.series = series;
    this.state = state;
    this.count = newest.map(snapshot -> snapshot.count() + 1).orElse(0L);
    this.entriesAtLast = newest.map(Snapshot::entries).orElse(0L);
    this.stepsAtLast = newest.map(Snapshot::steps).orElse(0L);
    this.bytesOfLast = newest.map(Snapshot::bytes).orElse(0);
  }

  /** True if there was never any. */
  boolean none() {
    return count == 0;
  }

  /**
   * To be called after each journal entry.
   *
   * @param stepsBefore how many steps the series had before it
   * @param store Modified.
   */
  void takeWhatIsDue(long stepsBefore, SeriesStore store) {
    boolean due = isDue();
    boolean near = passed(stepsBefore, CHECKPOINT_EVERY);
    boolean far = passed(stepsBefore, FAR_CHECKPOINT_EVERY);
    if (due || near || far) {
      byte[] snapshot = write();
      if (due) {
        put(snapshot, store);
      }
      if (near) {
        store.putSnapshot(series, CHECKPOINT_SLOT, snapshot);
      }
      if (far) {
        store.putSnapshot(series, FAR_CHECKPOINT_SLOT, snapshot);
      }
    }
  }

  private boolean isDue() {
    int dueAfter = Math.max(LEAST_ENTRIES, Math.min(MOST_ENTRIES, bytesOfLast / BYTES_AN_ENTRY));
    return state.progress().entries() - entriesAtLast >= dueAfter
        || state.steps() - stepsAtLast >= AFTER_STEPS;
  }

  private boolean passed(long stepsBefore, int every) {
    return stepsBefore / every < state.steps() / every;
  }

  /** Takes one now. */
  void take(SeriesStore store) {
    put(write(), store);
  }

  private byte[] write() {
    return Snapshot.write(count, state, bytesOfLast);
  }

  private void put(byte[] snapshot, SeriesStore store) {
    store.putSnapshot(series, (int) (count % 2), snapshot);
    count++;
    entriesAtLast = state.progress().entries();
    stepsAtLast = state.steps();
    bytesOfLast = snapshot.length;
  }

  /** In both slots: the journal before tells of another state, and must never be gone back to. */
  void replace(SeriesStore store) {
    take(store);
    take(store);
  }

  /** What was forgotten must not be gone back to. */
  void replaceCheckpoints(SeriesStore store) {
    for (int slot : List.of(CHECKPOINT_SLOT, FAR_CHECKPOINT_SLOT)) {
      if (store.snapshot(series, slot) != null) {
        store.putSnapshot(series, slot, write());
      }
    }
  }
}
