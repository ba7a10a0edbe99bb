package dev.eddy.backtest.source;

import dev.eddy.series.Observation;
import dev.eddy.series.RejectedRecord;
import dev.eddy.series.Rejection;
import java.util.Optional;

/**
 * A row: what it says, or why it was refused.
 *
 * @param position where it stands
 * @param observation empty if it was refused
 * @param rejection empty if it was not
 */
public record InputRow(
    Position position, Optional<Observation> observation, Optional<Rejection> rejection) {
  /** What a row may be made of. */
  @FunctionalInterface
  interface Decoding {
    Observation observation() throws RejectedRecord;
  }

  /**
   * Where a row stands.
   *
   * @param partition of a topic; -1 elsewhere
   * @param number the line of a text on which it begins, the row of a table, each from 1, or the
   *     offset in a partition
   */
  public record Position(int partition, long number) {
    private static final int NONE = -1;

    /** In a file. */
    public static Position of(long number) {
      return new Position(NONE, number);
    }

    /** {@code 17}, or {@code 2@17} for offset 17 of partition 2. */
    @Override
    public String toString() {
      return partition == NONE ? Long.toString(number) : partition + "@" + number;
    }
  }

  static InputRow decoded(Position position, Decoding decoding) {
    try {
      return new InputRow(position, Optional.of(decoding.observation()), Optional.empty());
    } catch (RejectedRecord e) {
      return refused(position, e.rejection());
    }
  }

  static InputRow refused(Position position, Rejection rejection) {
    return new InputRow(position, Optional.empty(), Optional.of(rejection));
  }
}
