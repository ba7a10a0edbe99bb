package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * A series' forecaster that writes down what it learns, so that it can be made again.
 *
 * <p>An observation that changes the forecaster becomes a journal entry in the same call. A
 * snapshot is taken after {@value #SNAPSHOT_AFTER_ENTRIES} entries or {@value
 * #SNAPSHOT_AFTER_STEPS} steps, in the same call too, in the slot of the one before the last. The
 * journal has {@value #PLACES} places, twice as many: it always reaches back to the older of the
 * two snapshots.
 *
 * <p>Making it again costs as much as learning the entries since the last snapshot. Not safe for
 * use by several threads. If a call throws, the object is half changed and must be dropped.
 */
public final class LiveSeries implements Archived {
  /** How many journal entries are kept. */
  public static final int PLACES = 512;

  static final int SNAPSHOT_AFTER_ENTRIES = PLACES / 2;

  /** A gap makes one entry cost as much as many; counted in steps, this is the most of it. */
  static final int SNAPSHOT_AFTER_STEPS = 16 * PLACES;

  private final Generation generation;
  private final String series;
  private final SeriesForecaster forecaster;
  private final Progress progress;
  private long snapshots;
  private long entriesAtSnapshot;
  private long stepsAtSnapshot;

  private LiveSeries(
      Generation generation,
      String series,
      SeriesForecaster forecaster,
      Progress progress,
      long snapshots) {
    this.generation = generation;
    this.series = series;
    this.forecaster = forecaster;
    this.progress = progress;
    this.snapshots = snapshots;
    this.entriesAtSnapshot = progress.entries();
    this.stepsAtSnapshot = forecaster.steps();
  }

  /**
   * The series as it was after the last record that the store knows of; a new one if it knows none.
   * Where the store's states are of another generation a new one begins, with the event {@code
   * generation}; where they are damaged beyond recovery the series begins anew, with the event
   * {@code state-lost}.
   *
   * @param store Modified only where the series begins anew.
   * @throws UnsupportedState if another version of Eddy wrote them
   */
  public static LiveSeries restore(Generation generation, String series, SeriesStore store) {
    try {
      return new Recovery(generation, series, store).recover();
    } catch (UnsupportedState e) {
      throw e.ofSeries(series);
    }
  }

  /** How many bytes the snapshot of a series has of which nothing is known yet. */
  public static long freshSnapshotBytes(Generation generation) {
    return Snapshot.size(generation, new Progress(), new SeriesForecaster(generation.blueprint()));
  }

  /**
   * How many bytes the snapshot of a series may come to have, but for what waits to be gathered.
   */
  public static long largestSnapshotBytes(Generation generation) {
    return Snapshot.size(
        generation, new Progress(), SeriesForecaster.grown(generation.blueprint()));
  }

  static LiveSeries fresh(Generation generation, String series, Progress progress, long snapshots) {
    return new LiveSeries(
        generation, series, new SeriesForecaster(generation.blueprint()), progress, snapshots);
  }

  static LiveSeries of(Generation generation, String series, Snapshot snapshot) {
    SeriesForecaster forecaster = new SeriesForecaster(generation.blueprint());
    snapshot.loadInto(forecaster);
    return new LiveSeries(
        generation, series, forecaster, snapshot.progress(), snapshot.count() + 1);
  }

  /** Where the journal entry of a number is kept. */
  static int placeOf(long entry) {
    return (int) (entry % PLACES);
  }

  /** True if this record, or a later one of the same partition, changed the series already. */
  public boolean hasLearned(SourcePosition position) {
    return progress.hasPassed(position);
  }

  /**
   * Takes in what one record says, and writes down what has to be remembered of it.
   *
   * @param store Modified.
   */
  public Outcome accept(Observation observation, SourcePosition position, SeriesStore store) {
    Outcome outcome = learn(observation);
    if (outcome.changed()) {
      long number = progress.entries() + 1;
      progress.pass(number, position);
      store.putEntry(
          series,
          placeOf(number),
          new JournalEntry(
                  new JournalEntry.Head(number, generation.fingerprint(), position), observation)
              .bytes());
      if (isSnapshotDue()) {
        takeSnapshot(store);
      }
    }
    return outcome;
  }

  /** Learns what the journal holds. */
  void relearn(JournalEntry entry) {
    learn(entry.observation());
    progress.pass(entry.head().number(), entry.head().position());
  }

  /** The number of the last journal entry; 0 before the first. */
  long entries() {
    return progress.entries();
  }

  private Outcome learn(Observation observation) {
    Outcome outcome = forecaster.accept(observation);
    if (outcome.steps().isEmpty()) {
      return outcome;
    }
    List<String> news = progress.tell();
    return news.isEmpty() ? outcome : withNews(outcome, news);
  }

  private static Outcome withNews(Outcome outcome, List<String> news) {
    List<StepForecast> steps = new ArrayList<>(outcome.steps());
    StepForecast first = steps.get(0);
    List<String> events = new ArrayList<>(news);
    events.addAll(first.events());
    steps.set(
        0,
        new StepForecast(
            first.step(),
            first.steps(),
            first.warmup(),
            first.forecasts(),
            first.settled(),
            first.learning(),
            first.anomalies(),
            first.champions(),
            events));
    return new Outcome(outcome.verdict(), outcome.rejection(), steps, outcome.changed());
  }

  private boolean isSnapshotDue() {
    return progress.entries() - entriesAtSnapshot >= SNAPSHOT_AFTER_ENTRIES
        || forecaster.steps() - stepsAtSnapshot >= SNAPSHOT_AFTER_STEPS;
  }

  void takeSnapshot(SeriesStore store) {
    byte[] snapshot = Snapshot.write(generation, snapshots, progress, forecaster);
    store.putSnapshot(series, (int) (snapshots % 2), snapshot);
    snapshots++;
    entriesAtSnapshot = progress.entries();
    stepsAtSnapshot = forecaster.steps();
  }

  @Override
  public void archive(Archive archive) {
    progress.archive(archive);
    forecaster.archive(archive);
  }
}
