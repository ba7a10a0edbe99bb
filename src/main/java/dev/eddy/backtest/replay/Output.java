package dev.eddy.backtest.replay;

import dev.eddy.forecast.StepForecast;
import java.io.IOException;

/** Takes what a replay gives, as it comes. */
public interface Output {
  /** Keeps nothing. */
  Output NONE =
      new Output() {
        @Override
        public void append(String series, StepForecast step, StepText text) {}

        @Override
        public void write(ReplayRow row) {}
      };

  /**
   * Puts a step into words, where it was forecast: by any thread, several at a time. Making text of
   * numbers takes longer than all else that is done with them.
   *
   * @param text what the step's row says so far. Modified.
   */
  void append(String series, StepForecast step, StepText text);

  /** Takes in a row and what came of it, in the order of the rows; by one thread at a time. */
  void write(ReplayRow row) throws IOException;
}
