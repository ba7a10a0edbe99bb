package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.Outcome;
import dev.eddy.series.Observation;
import dev.eddy.state.JournalEntry.Head;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A series' forecaster that writes down what it learns, so that it can be made again.
 *
 * <p>An observation that changes the forecaster becomes a journal entry in the same call, which
 * also takes the {@link Snapshots} that are due. The journal has {@value #PLACES} places, twice as
 * many as there may be entries between two snapshots: it always reaches back to the older of the
 * two that are kept.
 *
 * <p>Making it again costs as much as learning the entries since the last snapshot. Not safe for
 * use by several threads. If a call throws, the object is half changed and must be dropped.
 */
public final class LiveSeries implements Archived {
  /** How many journal entries are kept. */
  public static final int PLACES = 512;

  private final String series;
  private final SeriesState state;
  private final Snapshots snapshots;
  private long lastFingerprint;

  /**
   * A series as it is now.
   *
   * @param newest the snapshot that it was made from
   * @param lastFingerprint of the generation that wrote the last entry, or the snapshot after it
   */
  LiveSeries(String series, SeriesState state, Optional<Snapshot> newest, long lastFingerprint) {
    this.series = series;
    this.state = state;
    this.lastFingerprint = lastFingerprint;
    this.snapshots = new Snapshots(series, state, newest);
  }

  /**
   * The series as it was after the last record that the store knows of; a new one if it knows none.
   *
   * <p>Where the topology has changed since: what it remembers goes on as champion and the models
   * that are asked for now begin as its challenger, with the event {@code challenger}; with another
   * horizon, other targets or other steps a new series begins, with the event {@code generation}.
   * Where a snapshot is damaged, the one before is gone on from; where a journal entry is, the
   * series goes on without that record, with the event {@code record-lost}; where too much is, it
   * begins anew, with the event {@code state-lost}.
   *
   * @param store Modified only where something is damaged.
   * @throws UnsupportedState if another version of Eddy wrote what is there
   */
  public static LiveSeries restore(Generation generation, String series, SeriesStore store) {
    try {
      return new Recovery(generation, series, store).recover();
    } catch (UnsupportedState e) {
      throw e.ofSeries(series);
    }
  }

  /**
   * The same, but where something is damaged, or another version of Eddy wrote what is there:
   * nothing then, and {@link #restore} will say so.
   *
   * @param store Not modified.
   */
  public static Optional<LiveSeries> restoreIfWhole(
      Generation generation, String series, SeriesStore store) {
    ReadOnlyStore reading = new ReadOnlyStore(store);
    try {
      LiveSeries live = new Recovery(generation, series, reading).recover();
      return reading.whole() ? Optional.of(live) : Optional.empty();
    } catch (UnsupportedState e) {
      return Optional.empty();
    }
  }

  /** How many bytes the snapshot of a series has of which nothing is known yet. */
  public static long freshSnapshotBytes(Generation generation) {
    return Snapshot.size(SeriesState.fresh(generation, new Progress()));
  }

  /**
   * How many bytes the snapshot of a series may come to have, but for challengers and what waits to
   * be gathered.
   */
  public static long largestSnapshotBytes(Generation generation) {
    return Snapshot.size(SeriesState.grown(generation));
  }

  /** How many bytes a journal entry has at most: the first of a generation tells of it. */
  public static long entryBytes(Generation generation) {
    return JournalEntry.size(generation.spec())
        + generation.text().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Where the journal entry of a number is kept. */
  static int placeOf(long entry) {
    return (int) (entry % PLACES);
  }

  /** True if this record, or a later one of the same partition, changed the series already. */
  public boolean hasLearned(SourcePosition position) {
    return state.progress().hasPassed(position);
  }

  /**
   * Takes in what one record says, and writes down what has to be remembered of it.
   *
   * @param store Modified.
   */
  public Outcome accept(Observation observation, SourcePosition position, SeriesStore store) {
    long before = state.steps();
    Outcome outcome = state.learn(observation);
    if (outcome.changed()) {
      Head head = head(position);
      write(JournalEntry.of(head, observation), store);
      snapshots.takeWhatIsDue(before, store);
    }
    return outcome;
  }

  /**
   * Does what somebody asks, and writes it down. It is told with the series' next forecast.
   *
   * @param store Modified.
   * @return why not, if it cannot be done; nothing has changed then
   */
  public Optional<String> obey(Command command, SourcePosition position, SeriesStore store) {
    Optional<String> refusal = refusal(command, store);
    if (refusal.isPresent()) {
      return refusal;
    }
    if (command.verb() == Command.Verb.ROLLBACK) {
      state.adopt(stored(command.steps(), store).orElseThrow(), command.verb().label());
    } else {
      state.obey(command);
    }
    write(JournalEntry.of(head(position), command), store);
    if (command.verb().replacesState()) {
      snapshots.replace(store);
      if (command.verb() == Command.Verb.FORGET) {
        snapshots.replaceCheckpoints(store);
      }
    } else {
      snapshots.takeWhatIsDue(state.steps(), store);
    }
    return Optional.empty();
  }

  private Optional<String> refusal(Command command, SeriesStore store) {
    if (entries() == 0) {
      return Optional.of("has had no record yet");
    }
    return switch (command.verb()) {
      case FREEZE -> Optional.of("is frozen already").filter(already -> state.frozen());
      case THAW -> Optional.of("is not frozen").filter(no -> !state.frozen());
      case PROMOTE -> Optional.of("has no challenger").filter(no -> state.challenge().isEmpty());
      case FORGET -> Optional.empty();
      case ROLLBACK ->
          stored(command.steps(), store).isPresent()
              ? Optional.empty()
              : Optional.of(
                  "has no state of "
                      + command.steps()
                      + " steps to go back to; there are those of "
                      + StoredState.of(series, store).stream()
                          .map(one -> Long.toString(one.steps()))
                          .collect(Collectors.joining(", ")));
      case IMPORT -> Optional.of("is imported with what it shall remember");
    };
  }

  /** The state that was kept after so many steps, if one was that this series can go back to. */
  private Optional<SeriesState> stored(long steps, SeriesStore store) {
    return StoredState.of(series, store).stream()
        .filter(one -> one.steps() == steps)
        .flatMap(one -> load(store.snapshot(series, one.slot())).stream())
        .filter(state::canAdopt)
        .findFirst();
  }

  /** Nothing if it cannot be read: that somebody asks for it is no reason to stop. */
  private Optional<SeriesState> load(byte[] snapshot) {
    try {
      return Optional.of(Snapshot.read(snapshot).load(state.generation()));
    } catch (UnsupportedState e) {
      return Optional.empty();
    }
  }

  /**
   * Goes on from what was exported elsewhere, and writes it down.
   *
   * @param store Modified.
   * @return why not, if it cannot be done; nothing has changed then
   */
  public Optional<String> adopt(
      PortableSeries exported, SourcePosition position, SeriesStore store) {
    Command command = new Command(Command.Verb.IMPORT);
    try {
      state.adopt(exported.state(state.generation()), command.verb().label());
    } catch (IllegalArgumentException | UnsupportedState | DamagedState e) {
      return Optional.of(e.getMessage());
    }
    write(JournalEntry.of(head(position), command), store);
    snapshots.replace(store);
    return Optional.empty();
  }

  /** True if nothing is known of the series, not even that it was asked anything. */
  public boolean isUnknown() {
    return entries() == 0 && snapshots.none();
  }

  /**
   * Begins with what was exported elsewhere, frozen if that was, and writes it down. No record
   * counts as learned by it: the one with which the series begins may come next. It is told with
   * the first forecast.
   *
   * @param store Modified.
   * @throws IllegalArgumentException if it was learned for other targets, steps or another horizon
   */
  public void begin(PortableSeries exported, SeriesStore store) {
    Command command = new Command(Command.Verb.IMPORT);
    state.begin(exported.state(state.generation()), command.verb().label());
    write(JournalEntry.of(head(JournalEntry.NOWHERE), command), store);
    if (state.frozen()) { // so that the journal tells it, whatever becomes of the snapshots
      Command freeze = new Command(Command.Verb.FREEZE);
      write(JournalEntry.of(head(JournalEntry.NOWHERE), freeze), store);
    }
    snapshots.replace(store);
  }

  private Head head(SourcePosition position) {
    Generation generation = state.generation();
    boolean same = generation.fingerprint() == lastFingerprint;
    return new Head(
        state.progress().entries() + 1,
        generation.fingerprint(),
        position,
        same ? "" : generation.text());
  }

  private void write(JournalEntry entry, SeriesStore store) {
    Head head = entry.head();
    state.progress().pass(head.number(), head.position());
    lastFingerprint = head.fingerprint();
    store.putEntry(series, placeOf(head.number()), entry.bytes());
  }

  /** The number of the last journal entry; 0 before the first. */
  long entries() {
    return state.progress().entries();
  }

  /** How many forecasters it holds on the heap: two while there is a challenger. */
  public int forecasters() {
    return state.challenge().isPresent() ? 2 : 1;
  }

  /** What it remembers. */
  SeriesState state() {
    return state;
  }

  void takeSnapshot(SeriesStore store) {
    snapshots.take(store);
  }

  @Override
  public void archive(Archive archive) {
    state.progress().archive(archive);
    state.archive(archive);
  }
}
