package dev.eddy.series;

import java.util.Optional;

/**
 * A season of the calendar. A step's slot is told by the clocks of the zone: where they are put
 * forward some slots are left out, where they are put back some come twice, and so noon is always
 * the same slot. Holidays, if they are known, have slots of their own; until these have been seen,
 * Sunday's stand in for them, or those of any day where the season is a day.
 *
 * <p>A slot takes a few nanoseconds to find, some tens in a zone whose clocks change or where
 * holidays are known.
 */
final class CalendarSeason implements Season {
  private final String name;
  private final int slots;
  private final StepCalendar calendar;
  private final long slotMillis;
  private final long shiftMillis;
  private final Optional<Holidays> holidays;

  /**
   * Of slots as wide as a step.
   *
   * @param name {@code day}, or {@code week}, which begins on Monday
   * @param slotMillis the width of a step
   * @param shiftMillis from the season's beginning to 1970-01-01T00:00
   * @param holidays days that have slots of their own
   */
  CalendarSeason(
      String name,
      int slots,
      StepCalendar calendar,
      long slotMillis,
      long shiftMillis,
      Optional<Holidays> holidays) {
    this.name = name;
    this.slots = slots;
    this.calendar = calendar;
    this.slotMillis = slotMillis;
    this.shiftMillis = shiftMillis;
    this.holidays = holidays;
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
  public int allSlots() {
    return holidays.isPresent() ? slots + slotsOfDay() : slots;
  }

  @Override
  public int slot(long index) {
    long shown = calendar.localStartOf(index);
    if (holidays.isPresent() && holidays.get().on(Math.floorDiv(shown, LocalClock.DAY_MILLIS))) {
      return slots + (int) (Math.floorMod(shown, LocalClock.DAY_MILLIS) / slotMillis);
    }
    return (int) Math.floorMod(Math.floorDiv(shown + shiftMillis, slotMillis), (long) slots);
  }

  /** The last day of the season, which of a week is Sunday. */
  @Override
  public int standIn(int slot) {
    return slot < slots ? slot : slot - slotsOfDay();
  }

  private int slotsOfDay() {
    return (int) (LocalClock.DAY_MILLIS / slotMillis);
  }

  @Override
  public String toString() {
    return name + " of " + slots + " slots";
  }
}
