package dev.eddy.describe;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the user says of a table, which then is not guessed. Immutable.
 *
 * @param time the column that tells the time; empty: it is guessed
 * @param timed false if no column does: each row is a step
 * @param series the columns that name series; empty: they are guessed
 * @param target the column to be forecast; empty: it is guessed
 * @param zone of times without an offset; empty: UTC
 */
public record Choices(
    Optional<String> time,
    boolean timed,
    List<String> series,
    Optional<String> target,
    Optional<ZoneId> zone) {
  /** All is guessed. */
  public static final Choices NONE =
      new Choices(Optional.empty(), true, List.of(), Optional.empty(), Optional.empty());

  /** Copies the list. */
  public Choices {
    series = List.copyOf(series);
  }
}
