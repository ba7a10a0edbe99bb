package dev.eddy.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A state of a series that is kept and can be gone back to.
 *
 * @param slot where it is kept: 0 and 1 are the last two snapshots, 2 and 3 the checkpoints
 * @param steps that the series had taken in
 * @param bytes of the snapshot
 */
public record StoredState(int slot, long steps, int bytes) {
  private static final int SLOTS = 4;

  /**
   * Those of a series that can be read, the latest first.
   *
   * @param store Not modified.
   */
  public static List<StoredState> of(String series, SeriesStore store) {
    List<StoredState> stored = new ArrayList<>(SLOTS);
    for (int slot = 0; slot < SLOTS; slot++) {
      byte[] bytes = store.snapshot(series, slot);
      try {
        if (bytes != null) {
          stored.add(new StoredState(slot, Snapshot.read(bytes).steps(), bytes.length));
        }
      } catch (DamagedState | UnsupportedState e) {
        // Whoever restores the series from it will say so.
      }
    }
    stored.sort(Comparator.comparingLong(StoredState::steps).reversed());
    return stored;
  }
}
