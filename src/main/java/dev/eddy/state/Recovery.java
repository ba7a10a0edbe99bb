package dev.eddy.state;

import dev.eddy.state.JournalEntry.Head;
import java.util.Optional;

/** Makes a live series of what a store holds of it. Used once. */
final class Recovery {
  private final Generation generation;
  private final String series;
  private final SeriesStore store;
  private boolean rejected; // a snapshot
  private boolean recordsLost;

  Recovery(Generation generation, String series, SeriesStore store) {
    this.generation = generation;
    this.series = series;
    this.store = store;
  }

  LiveSeries recover() {
    Optional<Snapshot> newest = newestSnapshot();
    SeriesState state =
        newest
            .map(snapshot -> snapshot.load(generation))
            .orElseGet(() -> SeriesState.fresh(generation, new Progress()));
    boolean whole = relearn(state);
    if (!whole || (rejected && newest.isEmpty() && state.progress().entries() == 0)) {
      return startOver(newest);
    }
    if (state.generation() != generation) {
      state.changeTo(generation);
    }
    LiveSeries live = new LiveSeries(series, state, newest);
    if (recordsLost) {
      state.progress().announce("record-lost");
      live.takeSnapshot(store);
    }
    return live;
  }

  /** The newest snapshot that can be read: a damaged one leaves the one before. */
  private Optional<Snapshot> newestSnapshot() {
    Optional<Snapshot> first = snapshot(0);
    Optional<Snapshot> second = snapshot(1);
    if (first.isEmpty() || second.isEmpty()) {
      return first.isPresent() ? first : second;
    }
    return first.get().count() > second.get().count() ? first : second;
  }

  private Optional<Snapshot> snapshot(int slot) {
    byte[] bytes = store.snapshot(series, slot);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Snapshot.read(bytes));
    } catch (DamagedState e) {
      store.rejectSnapshot(series, slot, e.getMessage());
      rejected = true;
      return Optional.empty();
    }
  }

  /**
   * Learns the entries after the snapshot. The journal ends where another number than the next
   * stands: an older one, of 512 entries ago.
   *
   * @param state Modified.
   * @return false if the journal does not go on from there
   */
  private boolean relearn(SeriesState state) {
    while (true) {
      long next = state.progress().entries() + 1;
      byte[] bytes = store.entry(series, LiveSeries.placeOf(next));
      if (bytes == null) {
        return true;
      }
      try {
        Head head = JournalEntry.headOf(bytes);
        if (head.number() < next) {
          return true;
        }
        if (head.number() > next || !relearn(head, bytes, state)) {
          return false; // the journal has gone around since, or what was asked is there no more
        }
      } catch (DamagedState e) {
        reject(next, state, e);
      }
    }
  }

  /**
   * Learns an entry under the generation of the state or, from the first of its own on, under the
   * present one. Those of a generation between both, of which there is no snapshot, are records
   * like any others.
   */
  private boolean relearn(Head head, byte[] bytes, SeriesState state) {
    if (head.fingerprint() == generation.fingerprint() && state.generation() != generation) {
      state.changeTo(generation);
    }
    boolean possible = true;
    try {
      JournalEntry entry = JournalEntry.of(bytes, series, state.generation().spec());
      entry.observation().ifPresent(state::learn);
      possible = entry.command().map(state::obey).orElse(true);
    } catch (UnfitEntry e) {
      state.forget("generation");
    }
    state.progress().pass(head.number(), head.position());
    return possible;
  }

  /** A record that was learned, and is not known any more: what came after it still is. */
  private void reject(long number, SeriesState state, DamagedState damage) {
    int place = LiveSeries.placeOf(number);
    store.rejectEntry(series, place, damage.getMessage());
    store.putEntry(series, place, JournalEntry.lost(number).bytes());
    state.progress().pass(number, JournalEntry.NOWHERE);
    recordsLost = true;
  }

  /**
   * A series of which nothing is known but how far it had come: entry numbers go on, so that what
   * is left in the journal is never taken for what comes now, and a snapshot is taken at once.
   */
  private LiveSeries startOver(Optional<Snapshot> newest) {
    Progress progress = new Progress();
    newest.ifPresent(snapshot -> progress.passAll(snapshot.progress()));
    for (int place = 0; place < LiveSeries.PLACES; place++) {
      byte[] bytes = store.entry(series, place);
      if (bytes != null) {
        passHead(bytes, progress);
      }
    }
    progress.announce("state-lost");
    LiveSeries live = new LiveSeries(series, SeriesState.fresh(generation, progress), newest);
    live.takeSnapshot(store);
    return live;
  }

  private static void passHead(byte[] bytes, Progress progress) {
    try {
      Head head = JournalEntry.headOf(bytes);
      progress.pass(head.number(), head.position());
    } catch (DamagedState e) {
      // Nothing to be known from it; its neighbours tell how far the series had come.
    }
  }
}
