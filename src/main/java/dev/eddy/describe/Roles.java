package dev.eddy.describe;

import java.util.List;
import java.util.Optional;

/**
 * What the columns of a table are. Immutable.
 *
 * @param time that tells the time; empty if none does
 * @param units how that tells it; of no meaning without
 * @param series that name one series together; empty if all rows are one
 * @param numbers all others with numbers, the target among them
 * @param target that is to be forecast
 * @param others that are neither: texts, or columns without any value
 */
record Roles(
    Optional<SampledColumn> time,
    TimeUnits units,
    List<SampledColumn> series,
    List<SampledColumn> numbers,
    SampledColumn target,
    List<SampledColumn> others) {
  Roles {
    series = List.copyOf(series);
    numbers = List.copyOf(numbers);
    others = List.copyOf(others);
  }

  /** True if a topology can read the times. */
  boolean hasReadableTime() {
    return time.isPresent() && units.isReadable();
  }
}
