package dev.eddy.series;

import java.util.List;

/**
 * A span after which a series may be thought to repeat itself, cut into slots of one step each.
 *
 * <p>Immutable; safe for use by several threads.
 */
public interface Season {
  /** What it is called: {@code day}, {@code week}, {@code 350 steps}. */
  String name();

  /** How many slots there are, and so how many steps the season has where no clocks change. */
  int slots();

  /**
   * How many slots there are with those of days that are not like others: a holiday has slots of
   * its own, which come after all others.
   */
  default int allSlots() {
    return slots();
  }

  /**
   * The slot of a step, from 0 to below {@link #allSlots}.
   *
   * @param index the step's place on the calendar
   */
  int slot(long index);

  /** The slot that tells most of another one that has not been seen: itself, if none does. */
  default int standIn(int slot) {
    return slot;
  }

  /**
   * So many steps, whatever the clocks show.
   *
   * @param length at least 1
   * @throws IllegalArgumentException if it is less
   */
  static Season ofSteps(int length) {
    return new StepSeason(length);
  }

  /** The first of the calendar's with so many slots, else so many steps. */
  static Season ofSlots(int slots, List<Season> calendar) {
    return calendar.stream()
        .filter(season -> season.slots() == slots)
        .findFirst()
        .orElseGet(() -> ofSteps(slots));
  }
}
