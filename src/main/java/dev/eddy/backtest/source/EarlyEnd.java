package dev.eddy.backtest.source;

import dev.eddy.series.Rejection;
import java.util.List;
import java.util.OptionalLong;

/** Where an input broke off, if it did. For one thread. */
final class EarlyEnd {
  private OptionalLong place = OptionalLong.empty();

  /** The last row of an input, which cannot be read on from there. */
  TableRow at(long number, Rejection why) {
    place = OptionalLong.of(number);
    return TableRow.broken(number, why.detail());
  }

  /** True if it broke off. */
  boolean isReached() {
    return place.isPresent();
  }

  /** A sentence if it did. */
  List<String> notes(String name) {
    return place.isEmpty()
        ? List.of()
        : List.of(
            name
                + ":"
                + place.getAsLong()
                + ": the input breaks off; only what is before was replayed");
  }
}
