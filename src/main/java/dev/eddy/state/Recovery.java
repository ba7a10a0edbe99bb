package dev.eddy.state;

import dev.eddy.state.JournalEntry.Head;
import java.util.Optional;

/** Makes a live series of what a store holds of it. Used once. */
final class Recovery {
  private final Generation generation;
  private final String series;
  private final SeriesStore store;
  private boolean damaged;

  Recovery(Generation generation, String series, SeriesStore store) {
    this.generation = generation;
    this.series = series;
    this.store = store;
  }

  LiveSeries recover() {
    Optional<Snapshot> newest = newestSnapshot();
    if (newest.isPresent() && !newest.get().isOf(generation)) {
      return startOver(newest, damaged ? "state-lost" : "generation");
    }
    LiveSeries live =
        newest
            .map(snapshot -> LiveSeries.of(generation, series, snapshot))
            .orElseGet(() -> LiveSeries.fresh(generation, series, new Progress(), 0));
    Optional<String> broken = replayInto(live);
    if (broken.isEmpty() && damaged && live.entries() == 0) {
      broken = Optional.of("state-lost");
    }
    return broken.map(event -> startOver(newest, event)).orElse(live);
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
      damaged = true;
      return Optional.empty();
    }
  }

  /**
   * Learns the entries after the snapshot. The journal ends where another number than the next
   * stands: an older one, of 512 entries ago.
   *
   * @param live Modified.
   * @return the event to be told if the journal does not go on from there
   */
  private Optional<String> replayInto(LiveSeries live) {
    while (true) {
      long next = live.entries() + 1;
      byte[] bytes = store.entry(series, LiveSeries.placeOf(next));
      if (bytes == null) {
        return Optional.empty();
      }
      try {
        Head head = JournalEntry.headOf(bytes);
        if (head.number() < next) {
          return Optional.empty();
        }
        if (head.fingerprint() != generation.fingerprint()) {
          return Optional.of("generation");
        }
        if (head.number() > next) {
          return Optional.of("state-lost"); // The journal has gone around since.
        }
        live.relearn(JournalEntry.of(bytes, series, generation.spec()));
      } catch (DamagedState e) {
        return Optional.of("state-lost");
      }
    }
  }

  /**
   * A series of which nothing is known but how far it had come: entry numbers go on, so that what
   * is left in the journal is never taken for what comes now, and a snapshot is taken at once.
   */
  private LiveSeries startOver(Optional<Snapshot> newest, String event) {
    Progress progress = new Progress();
    newest.ifPresent(snapshot -> progress.passAll(snapshot.progress()));
    for (int place = 0; place < LiveSeries.PLACES; place++) {
      byte[] bytes = store.entry(series, place);
      if (bytes != null) {
        passHead(bytes, progress);
      }
    }
    progress.announce(event);
    long count = newest.map(snapshot -> snapshot.count() + 1).orElse(0L);
    LiveSeries live = LiveSeries.fresh(generation, series, progress, count);
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
