package dev.eddy.series;

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
   * The slot of a step, from 0.
   *
   * @param index the step's place on the calendar
   */
  int slot(long index);

  /**
   * So many steps, whatever the clocks show.
   *
   * @param length at least 1
   * @throws IllegalArgumentException if it is less
   */
  static Season ofSteps(int length) {
    return new StepSeason(length);
  }
}
