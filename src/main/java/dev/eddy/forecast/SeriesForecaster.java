package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.Archived;
import dev.eddy.series.Assembled;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import dev.eddy.series.RecentSteps;
import dev.eddy.series.Step;
import dev.eddy.series.StepAssembler;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Learns one series and forecasts it, record by record. This is the whole engine for one series:
 * the stream and the backtest hand it observations and publish what it says.
 *
 * <pre>{@code
 * SeriesForecaster forecaster = new SeriesForecaster(spec);
 * for (Observation observation : observations) {
 *   for (StepForecast step : forecaster.accept(observation).steps()) {
 *     double[] ahead = step.forecasts().get(0).mean()[0]; // combined, first target, [H]
 *   }
 * }
 * }</pre>
 *
 * <p>Not safe for use by several threads. The same observations in the same order give the same
 * bits, whatever was saved and loaded in between. If a call throws, the object is half changed and
 * must be dropped.
 */
public final class SeriesForecaster implements Archived {
  /** The format since which it is known when the last step was. */
  private static final int WITH_LAST_STEP = 2;

  private final Blueprint blueprint;
  private final TopologySpec spec;
  private final StepCalendar calendar;
  private final Optional<RecentSteps> recent;
  private final StepAssembler assembler;
  private Views views;
  private Ensemble ensemble;
  private int probation;
  private boolean frozen;
  private long steps;
  private long lastMillis = Long.MIN_VALUE; // of the last step that was observed

  /** Of a series of which nothing is known, the only one of its topology. */
  public SeriesForecaster(TopologySpec spec) {
    this(new Blueprint(spec));
  }

  /** Of a series of which nothing is known. */
  public SeriesForecaster(Blueprint blueprint) {
    this.blueprint = blueprint;
    this.spec = blueprint.spec();
    this.calendar = blueprint.calendar();
    this.recent = blueprint.recentSteps();
    this.assembler = new StepAssembler(spec, calendar, recent);
    begin();
  }

  /** With nothing learned; what was learned before is forgotten. */
  private void begin() {
    List<Entry> entries = Members.entries(blueprint);
    views = new Views(blueprint, entries.stream().anyMatch(Entry::isAutomatic));
    ensemble = new Ensemble(blueprint, entries, views);
    probation = entries.stream().mapToInt(Entry::probation).max().orElse(0);
    steps = 0;
    freeze(frozen);
  }

  /**
   * Of a series of which nothing is known, with as much room taken as any series of its topology
   * ever will: for measuring it.
   */
  public static SeriesForecaster grown(Blueprint blueprint) {
    SeriesForecaster grown = new SeriesForecaster(blueprint);
    grown.ensemble.grow();
    grown.recent.ifPresent(RecentSteps::grow);
    return grown;
  }

  /**
   * Takes in what one record says.
   *
   * @return what came of it; the arrays in it are the caller's
   */
  public Outcome accept(Observation observation) {
    Assembled assembled = assembler.accept(observation);
    if (assembled.verdict() == Verdict.REVISION) {
      repeat(assembled.again());
    }
    List<StepForecast> forecasts = new ArrayList<>(assembled.steps().size());
    assembled.steps().forEach(closed -> forecasts.add(take(closed)));
    return new Outcome(assembled.verdict(), assembled.rejection(), forecasts, assembled.changed());
  }

  /**
   * Stops learning, or takes it up again. What is frozen forecasts on from each step with what it
   * has learned: the models' parameters, their weights, the quantiles, scales and profiles stay as
   * they are, nothing is settled, and no value has an anomaly score. Where the series is (last
   * values, lags, hidden states, level and trend of exponential smoothing) goes on, and is dropped
   * as after a long silence when learning is taken up again: what was seen meanwhile may have been
   * bad.
   *
   * @param from not part of what is archived: whoever freezes a forecaster freezes it again when it
   *     is loaded
   */
  public void freeze(boolean from) {
    if (frozen && !from) {
      resetCarry(Long.MAX_VALUE);
    }
    frozen = from;
    teach(!frozen);
  }

  private void teach(boolean whether) {
    views.freeze(!whether);
    ensemble.freeze(!whether);
  }

  /** Drops short memory, and the steps before a place on the calendar. */
  private void resetCarry(long index) {
    views.resetCarry();
    ensemble.resetCarry();
    recent.ifPresent(kept -> kept.forgetBefore(index));
  }

  /**
   * Passes the last steps once more, as they are to be seen from now on, because one of them was
   * corrected. Nothing is learned of them, nor settled, and their numbers stay.
   */
  private void repeat(List<Step> again) {
    long number = steps - again.size();
    teach(false);
    views.rewind(again.size());
    ensemble.rewind(number + 1, again.size());
    for (Step step : again) {
      views.repeat(++number, step);
      ensemble.repeat();
    }
    teach(!frozen);
  }

  /**
   * Expects the series to be elsewhere than it was: the next observation is taken however far ahead
   * it is, and the steps up to it are a gap, however long.
   */
  public void resume() {
    assembler.resume();
    lastMillis = Long.MIN_VALUE;
  }

  /** How the combination's forecasts of each target have turned out; [targets]. */
  List<Standings> combined() {
    return ensemble.combined();
  }

  /** After so many steps it may be judged. */
  int probation() {
    return probation;
  }

  /** Steps taken in so far, skipped ones included. */
  public long steps() {
    return steps;
  }

  private StepForecast take(Assembled.Closed closed) {
    Step step = closed.step();
    List<String> events = new ArrayList<>();
    if (recent.isPresent() && recent.get().tell()) {
      events.add("revision");
    }
    boolean expired = isExpired(step);
    lastMillis = step.epochMillis();
    if (expired) {
      events.add("expired");
      begin();
      recent.ifPresent(kept -> kept.forgetBefore(step.index()));
    }
    ensemble.begin();
    if (closed.skipped() > 0 && !expired) {
      pass(step, closed.skipped(), events);
    }
    views.advance(++steps, step);
    return ensemble.take(steps, step, events);
  }

  /** Passes the steps before one that nobody recorded. */
  private void pass(Step step, long skipped, List<String> events) {
    events.add("gap");
    if (skipped > spec.gap().maxSteps()) {
      events.add(StepForecast.RESET);
      steps += skipped;
      resetCarry(step.index());
      return;
    }
    for (long index = step.index() - skipped; index < step.index(); index++) {
      views.advance(++steps, step.emptyAt(index, calendar.startOf(index)));
      ensemble.pass(steps);
    }
  }

  private boolean isExpired(Step step) {
    return lastMillis != Long.MIN_VALUE
        && spec.state()
            .expire()
            .filter(span -> step.epochMillis() - lastMillis > span.toMillis())
            .isPresent();
  }

  /**
   * Goes on from what another remembers, whose topology says the same of steps, targets and models,
   * but may have other rules. Steps that may be corrected are taken over where both keep them.
   *
   * @param other Not modified.
   */
  public void goOnFrom(SeriesForecaster other) {
    ArchiveReader.load(ArchiveWriter.bytesOf(other::archiveAllButSteps), this::archiveAllButSteps);
    if (recent.isPresent() && other.recent.isPresent()) {
      ArchiveReader.load(ArchiveWriter.bytesOf(other.recent.get()), recent.get());
    } else if (steps > 0) {
      recent.ifPresent(RecentSteps::beginLate);
    }
  }

  @Override
  public void archive(Archive archive) {
    archiveAllButSteps(archive);
    recent.ifPresent(kept -> kept.archive(archive));
  }

  private void archiveAllButSteps(Archive archive) {
    if (!archive.reading()) {
      ensemble.begin();
    }
    steps = archive.number(steps);
    if (archive.format() >= WITH_LAST_STEP) {
      lastMillis = archive.number(lastMillis);
    }
    assembler.archive(archive);
    views.archive(archive);
    ensemble.archive(archive);
  }
}
