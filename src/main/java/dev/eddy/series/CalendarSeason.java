package dev.eddy.series;

/**
 * A season of the calendar. A step's slot is told by the clocks of the zone: where they are put
 * forward some slots are left out, where they are put back some come twice, and so noon is always
 * the same slot.
 *
 * <p>A slot takes a few nanoseconds to find, some tens in a zone whose clocks change.
 */
final class CalendarSeason implements Season {
  private final String name;
  private final int slots;
  private final StepCalendar calendar;
  private final long slotMillis;
  private final long shiftMillis;

  /**
   * Of slots as wide as a step.
   *
   * @param name {@code day}, or {@code week}, which begins on Monday
   * @param slotMillis the width of a step
   * @param shiftMillis from the season's beginning to 1970-01-01T00:00
   */
  CalendarSeason(String name, int slots, StepCalendar calendar, long slotMillis, long shiftMillis) {
    this.name = name;
    this.slots = slots;
    this.calendar = calendar;
    this.slotMillis = slotMillis;
    this.shiftMillis = shiftMillis;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public int slot(long index) {
    long local = calendar.localStartOf(index) + shiftMillis;
    return (int) Math.floorMod(Math.floorDiv(local, slotMillis), (long) slots);
  }

  @Override
  public String toString() {
    return name + " of " + slots + " slots";
  }
}
