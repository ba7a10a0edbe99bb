package dev.eddy.series;

/**
 * A span after which a series may be thought to repeat itself, cut into slots of one step each. A
 * step's slot is told by the clocks of the zone: where they are put forward some slots are left
 * out, where they are put back some come twice, and so noon is always the same slot.
 *
 * <p>Immutable; safe for use by several threads. A slot takes a few nanoseconds to find, some tens
 * in a zone whose clocks change.
 */
public final class Season {
  private final String name;
  private final int slots;
  private final StepCalendar calendar;
  private final long slotMillis;
  private final long shiftMillis;

  /**
   * Of slots as wide as a step.
   *
   * @param slotMillis the width of a step
   * @param shiftMillis from the season's beginning to 1970-01-01T00:00
   */
  Season(String name, int slots, StepCalendar calendar, long slotMillis, long shiftMillis) {
    this.name = name;
    this.slots = slots;
    this.calendar = calendar;
    this.slotMillis = slotMillis;
    this.shiftMillis = shiftMillis;
  }

  /** {@code day} or {@code week}, which begins on Monday. */
  public String name() {
    return name;
  }

  /** How many slots there are, and so how many steps the season has where no clocks change. */
  public int slots() {
    return slots;
  }

  /** The slot of a step, from 0. */
  public int slot(long index) {
    long local = calendar.localStartOf(index) + shiftMillis;
    return (int) Math.floorMod(Math.floorDiv(local, slotMillis), (long) slots);
  }

  @Override
  public String toString() {
    return name + " of " + slots + " slots";
  }
}
