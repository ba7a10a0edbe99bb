package dev.eddy.backtest.replay;

import dev.eddy.backtest.source.InputRow;
import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Assembled.Verdict;
import dev.eddy.series.Observation;
import dev.eddy.series.Rejection;
import java.util.Optional;

/**
 * One row on its way through a replay: what it says, then what came of it. For one thread at a
 * time.
 */
public final class ReplayRow {
  private final Position position;
  private final Optional<Observation> observation;
  private Optional<Rejection> rejection;
  private Optional<Verdict> verdict = Optional.empty();
  private int steps;
  private StepText text = new StepText();

  ReplayRow(InputRow row) {
    this.position = row.position();
    this.observation = row.observation();
    this.rejection = row.rejection();
  }

  /** Where it stands. */
  public Position position() {
    return position;
  }

  /** What it says; empty if it was refused before. */
  Optional<Observation> observation() {
    return observation;
  }

  void reject(Rejection why) {
    rejection = Optional.of(why);
  }

  /** Notes what was done with it. */
  void judge(Verdict what) {
    verdict = Optional.of(what);
  }

  /** Notes what was forecast. */
  void forecast(int closedSteps, StepText said) {
    steps = closedSteps;
    text = said;
  }

  /** Why it was refused; empty if it was not. */
  public Optional<Rejection> rejection() {
    return rejection;
  }

  /** True if that was done with it. */
  boolean was(Verdict what) {
    return verdict.equals(Optional.of(what));
  }

  /** How many steps it closed. */
  int steps() {
    return steps;
  }

  /** What its steps say. */
  public StepText text() {
    return text;
  }
}
