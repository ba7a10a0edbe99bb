package dev.eddy.series;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.eddy.spec.HolidayRegion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The public holidays of a region, on the days on which they are kept. A year that the region's
 * calendar does not reach has none: those of the Hijri calendar reach from 1882 to 2174.
 *
 * <p>Safe for use by several threads. A year takes some milliseconds when it is first asked for,
 * and 70 bytes; a day then takes some nanoseconds.
 */
final class Holidays {
  private static final int FIRST_YEAR = 1677; // of times that a record may have, and one beyond
  private static final int LAST_YEAR = 2263;

  private final HolidayManager manager;
  private final String[] within;
  private final AtomicReferenceArray<BitSet> years =
      new AtomicReferenceArray<>(LAST_YEAR - FIRST_YEAR + 1); // [year] days of the year

  /** Of a region. */
  Holidays(HolidayRegion region) {
    this.manager = HolidayManager.getInstance(ManagerParameters.create(region.country()));
    this.within = region.within().toArray(String[]::new);
  }

  /** True for a date that is one. */
  boolean on(long epochDay) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    int place = date.getYear() - FIRST_YEAR;
    if (place < 0 || place >= years.length()) {
      return false;
    }
    BitSet days = years.get(place);
    if (days == null) {
      days = daysOf(date.getYear());
      years.set(place, days);
    }
    return days.get(date.getDayOfYear());
  }

  private BitSet daysOf(int year) {
    BitSet days = new BitSet();
    try {
      synchronized (manager) {
        for (Holiday holiday :
            manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, within)) {
          if (holiday.getDate().getYear() == year) {
            days.set(holiday.getDate().getDayOfYear());
          }
        }
      }
    } catch (DateTimeException e) {
      days.clear(); // beyond the region's calendar
    }
    return days;
  }
}
