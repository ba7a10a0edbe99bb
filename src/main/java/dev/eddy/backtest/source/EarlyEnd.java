package dev.eddy.backtest.source;

import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Rejection;
import java.util.List;
import java.util.Optional;

/** Where an input broke off, if it did. For one thread. */
final class EarlyEnd {
  private Optional<Position> position = Optional.empty();

  /** The last row of an input, which cannot be read on from there. */
  InputRow at(long number, Rejection why) {
    Position reached = Position.of(number);
    position = Optional.of(reached);
    return InputRow.refused(reached, why);
  }

  /** True if it broke off. */
  boolean isReached() {
    return position.isPresent();
  }

  /** A sentence if it did. */
  List<String> notes(String name) {
    return position
        .map(at -> name + ":" + at + ": the input breaks off; only what is before was replayed")
        .stream()
        .toList();
  }
}
