package dev.eddy.series;

import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Numbers the steps of a series and tells when each begins. Steps have a width (see {@link
 * StepSpec}), or are the records themselves, which are then numbered from 0 and whose times are not
 * known ahead.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class StepCalendar {
  private final Optional<Duration> every;
  private final boolean wholeDays;
  private final ZoneId zone;
  private final LocalClock clock;
  private final Optional<Holidays> holidays;

  /** The calendar of a topology's steps. */
  public StepCalendar(TopologySpec spec) {
    this.every = spec.step().map(StepSpec::every);
    this.wholeDays = spec.step().map(StepSpec::wholeDays).orElse(false);
    this.zone = spec.source().zoneId();
    this.clock = new LocalClock(zone);
    this.holidays = spec.source().holidays().map(Holidays::new);
  }

  /** True if steps have a width; false if each record is a step. */
  public boolean hasWidth() {
    return every.isPresent();
  }

  /** The width of a step; empty if each record is one. */
  public Optional<Duration> every() {
    return every;
  }

  /** The zone of whole-day steps and of calendar features. */
  public ZoneId zone() {
    return zone;
  }

  /** Those of the region that the topology names; empty if it names none. */
  Optional<Holidays> holidays() {
    return holidays;
  }

  /**
   * The step in which a time lies.
   *
   * @throws IllegalStateException if steps have no width
   */
  public long indexOf(long epochMillis) {
    Duration width = width();
    if (wholeDays) {
      long index =
          Math.floorDiv(clock.localMillis(epochMillis), width.toDays() * LocalClock.DAY_MILLIS);
      // Clocks that are put back over midnight show the end of a date once more, after the next one
      // has begun: it belongs to the next one, so that steps follow each other.
      return epochMillis >= startOf(index + 1) ? index + 1 : index;
    }
    return Math.floorDiv(epochMillis, width.toMillis());
  }

  /**
   * When a step begins, in milliseconds from the epoch: its label.
   *
   * @throws IllegalStateException if steps have no width
   */
  public long startOf(long index) {
    Duration width = width();
    if (wholeDays) {
      return clock.startOfDay(index * width.toDays());
    }
    return index * width.toMillis();
  }

  /** What the zone's clocks show when a step begins: see {@link LocalClock#localMillis}. */
  long localStartOf(long index) {
    Duration width = width();
    return wholeDays
        ? index * width.toDays() * LocalClock.DAY_MILLIS
        : clock.localMillis(index * width.toMillis());
  }

  private Duration width() {
    return every.orElseThrow(
        () -> new IllegalStateException("steps without width have no place in time"));
  }
}
