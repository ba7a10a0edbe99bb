package dev.eddy.state;

import dev.eddy.state.JournalEntry.Head;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes a live series of what a store holds of it. Used once. */
final class Recovery {
  private final Generation generation;
  private final String series;
  private final SeriesStore store;
  private final Map<Long, Generation> known = new HashMap<>(); // by fingerprint
  private long lastFingerprint; // of what was written last
  private boolean rejected; // a snapshot
  private boolean recordsLost;
  private boolean tookIn; // an entry
  private boolean leftOut; // one, as it needs a state that is not there

  Recovery(Generation generation, String series, SeriesStore store) {
    this.generation = generation;
    this.series = series;
    this.store = store;
    this.lastFingerprint = generation.fingerprint();
    known.put(generation.fingerprint(), generation);
  }

  LiveSeries recover() {
    Optional<Snapshot> newest = newestSnapshot();
    SeriesState state =
        newest
            .map(snapshot -> snapshot.load(generation))
            .orElseGet(() -> SeriesState.fresh(generation, new Progress()));
    newest.ifPresent(snapshot -> lastFingerprint = state.generation().fingerprint());
    known.put(state.generation().fingerprint(), state.generation());
    boolean whole = relearn(state, newest.isPresent());
    boolean anything = state.progress().entries() > 0;
    if (!whole || (rejected && newest.isEmpty() && (leftOut || !anything))) {
      return startOver(newest, state);
    }
    if (leftOut && newest.isEmpty() && !tookIn && !recordsLost) {
      return unknown();
    }
    if (state.generation() != generation) {
      state.changeTo(generation);
    }
    LiveSeries live = new LiveSeries(series, state, newest, lastFingerprint);
    if (recordsLost) {
      state.progress().announce("record-lost");
      live.takeSnapshot(store);
    }
    return live;
  }

  /**
   * A series of which no more is known than that it was to begin with what another one remembers:
   * that was never written down as a whole, and comes again as it came.
   */
  private LiveSeries unknown() {
    SeriesState fresh = SeriesState.fresh(generation, new Progress());
    return new LiveSeries(series, fresh, Optional.empty(), generation.fingerprint());
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
   * stands: an older one, of 512 entries ago. It ends too at an entry that needs a state which was
   * never written, where nothing is damaged: the process ended before that was committed, and all
   * that came after it comes again.
   *
   * @param state Modified.
   * @param fromSnapshot false if it knows nothing yet
   * @return false if the journal does not go on from there
   */
  private boolean relearn(SeriesState state, boolean fromSnapshot) {
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
        if (head.number() > next) {
          return false; // the journal has gone around since
        }
        Generation language = languageOf(head, state);
        if (fromSnapshot && language != state.generation()) {
          state.changeTo(language);
        }
        relearn(head, bytes, state, language);
        if (leftOut && !fromSnapshot && !rejected) {
          return true;
        }
      } catch (DamagedState e) {
        reject(next, state, e);
      }
    }
  }

  /** The generation that wrote an entry; that of the state if it is not known any more. */
  private Generation languageOf(Head head, SeriesState state) {
    if (!head.generation().isEmpty()) {
      known.put(head.fingerprint(), generation.earlier(head.generation()));
    }
    return known.getOrDefault(head.fingerprint(), state.generation());
  }

  /**
   * Learns an entry. Without a snapshot all of them are learned for the present generation, as far
   * as they are of the same series. A command that needs a state which is there no more was never
   * carried out as a whole: that is left to whoever sends it again.
   */
  private void relearn(Head head, byte[] bytes, SeriesState state, Generation language) {
    boolean obeyed = true;
    try {
      JournalEntry entry = JournalEntry.of(bytes, series, language.spec());
      if (language.changeTo(state.generation()) == Generation.Change.SERIES) {
        state.forget("generation");
      } else {
        entry.observation().ifPresent(seen -> state.learn(seen, language));
      }
      obeyed = entry.command().map(state::obey).orElse(true);
    } catch (UnfitEntry e) {
      state.forget("generation");
    }
    tookIn |= obeyed;
    leftOut |= !obeyed;
    state.progress().pass(head.number(), obeyed ? head.position() : JournalEntry.NOWHERE);
    lastFingerprint = head.fingerprint();
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
   * A series of which nothing is known but how far it had come, and if it was frozen: entry numbers
   * go on, so that what is left in the journal is never taken for what comes now, and a snapshot is
   * taken at once.
   *
   * @param recovered as far as it could be
   */
  private LiveSeries startOver(Optional<Snapshot> newest, SeriesState recovered) {
    Progress progress = new Progress();
    progress.passAll(recovered.progress());
    Freeze freeze = new Freeze(recovered.progress().entries(), recovered.frozen());
    for (int place = 0; place < LiveSeries.PLACES; place++) {
      byte[] bytes = store.entry(series, place);
      if (bytes != null) {
        freeze = passHead(bytes, progress, freeze);
      }
    }
    SeriesState fresh = SeriesState.fresh(generation, progress);
    fresh.freeze(freeze.frozen());
    progress.announce("state-lost");
    LiveSeries live = new LiveSeries(series, fresh, newest, generation.fingerprint());
    live.takeSnapshot(store);
    return live;
  }

  /** Whether the series was frozen after an entry. */
  private record Freeze(long entry, boolean frozen) {
    Freeze after(long number, Command.Verb verb) {
      boolean tells = verb == Command.Verb.FREEZE || verb == Command.Verb.THAW;
      return tells && number > entry ? new Freeze(number, verb == Command.Verb.FREEZE) : this;
    }
  }

  private static Freeze passHead(byte[] bytes, Progress progress, Freeze before) {
    try {
      Head head = JournalEntry.headOf(bytes);
      progress.pass(head.number(), head.position());
      return JournalEntry.commandOf(bytes)
          .map(command -> before.after(head.number(), command.verb()))
          .orElse(before);
    } catch (DamagedState e) {
      // Nothing to be known from it; its neighbours tell how far the series had come.
      return before;
    }
  }
}
