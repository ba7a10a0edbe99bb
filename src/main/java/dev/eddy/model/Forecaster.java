package dev.eddy.model;

import dev.eddy.archive.Archived;
import dev.eddy.series.Frame;
import java.util.Optional;

/**
 * Learns a series step by step and forecasts the H steps after the present one. Not safe for use by
 * several threads.
 *
 * <p>The order is always: the frame takes in a step, {@link #learn}, {@link #forecastInto}.
 * Forecasting changes nothing. The same frames in the same order give the same bits.
 */
public interface Forecaster extends Archived {
  /**
   * Learns from the step that the frame has just taken in, and moves on to it. Only pairs (origin,
   * horizon) whose value has arrived may teach, and the frame gives no others. Steps in which
   * nothing was observed are learned too: they count, and teach nothing.
   *
   * @param frame Not modified.
   */
  void learn(Frame frame);

  /**
   * Forecasts from the step learned last, in the units of the targets.
   *
   * @param frame the one learned last. Not modified.
   * @param forecast [targets of the frame][H]. Modified.
   */
  void forecastInto(Frame frame, double[][] forecast);

  /**
   * Drops the short memory (hidden state, open windows) after a long silence; what was learned
   * stays.
   */
  void resetCarry();

  /**
   * Goes back to the step before one of the last ones, as they are to be learned once more, with
   * their numbers and {@linkplain Frame#frozen frozen}, because one of them was wrong: nothing of
   * short memory that came of them may be left.
   *
   * @param step the first of them
   * @param count how many they are
   */
  default void rewind(long step, int count) {
    resetCarry();
  }

  /**
   * Learns faster for a while, because the series is not what it was. Nothing that was learned is
   * lost. A forecaster that has nothing to hasten does nothing.
   */
  default void hasten() {}

  /** What the last {@link #learn} did, if it was an update. */
  default Optional<LearningReport> report() {
    return Optional.empty();
  }
}
