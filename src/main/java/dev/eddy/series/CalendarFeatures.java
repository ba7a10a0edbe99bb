package dev.eddy.series;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the calendar tells of any step, past or future, by the clocks of the topology's zone.
 *
 * <table>
 *   <caption>Features: sine and cosine of these, with so many harmonics</caption>
 *   <tr><th>step</th><th>time of day</th><th>day of the week</th><th>day of the year</th></tr>
 *   <tr><td>shorter than a day</td><td>2</td><td>2</td><td></td></tr>
 *   <tr><td>a day</td><td></td><td>2</td><td>1</td></tr>
 *   <tr><td>2 to 91 days</td><td></td><td></td><td>1</td></tr>
 * </table>
 *
 * Where the topology names a region with holidays, two more tell whether the day is one, and
 * whether the day before was; those ahead are known to the profile, which has slots for them.
 *
 * <p>Longer steps, and records that are steps themselves, have none. The time of day is taken to
 * the minute, or to the step if that is longer. Steps shorter than a day do not see the year: few
 * of their series are long enough to learn it, and in the others it would be a trend that is none.
 *
 * <p>Immutable; safe for use by several threads. Takes at most 25 KB; a step's features take less
 * than 100 ns.
 */
public final class CalendarFeatures {
  private static final long DAY_MILLIS = LocalClock.DAY_MILLIS;
  private static final long MINUTE_MILLIS = 60_000;
  private static final int LONGEST_WITH_YEAR = 91;
  private static final int HARMONICS = 2;
  private static final int HOLIDAY_FEATURES = 2;
  private static final int DAYS_OF_WEEK = 7;
  private static final int LONGEST_YEAR = 366;
  private static final double DAYS_OF_YEAR = 365.2425;

  /** From Monday to 1970-01-01, a Thursday. */
  private static final long DAYS_SINCE_MONDAY = 3;

  /** Seasons of more slots would hardly ever see one of them twice. */
  private static final int MOST_SLOTS = 2_016;

  private final StepCalendar calendar;
  private final List<Season> seasons;
  private final Optional<Holidays> holidays;
  private final long timeOfDayMillis;
  private final float[] timeOfDay; // [times of day][2 harmonics][sine, cosine], or none
  private final float[] dayOfWeek; // [7][2 harmonics][sine, cosine], or none
  private final float[] dayOfYear; // [366][sine, cosine], or none

  /** Of a topology's steps. */
  public CalendarFeatures(StepCalendar calendar) {
    long every = calendar.every().map(Duration::toMillis).orElse(Long.MAX_VALUE);
    boolean withinDay = every < DAY_MILLIS;
    boolean withYear = !withinDay && every <= LONGEST_WITH_YEAR * DAY_MILLIS;
    this.calendar = calendar;
    this.seasons = seasons(calendar, every);
    this.holidays = calendar.holidays();
    this.timeOfDayMillis = Math.max(MINUTE_MILLIS, every);
    int timesOfDay = withinDay ? (int) (DAY_MILLIS / timeOfDayMillis) : 0;
    this.timeOfDay = circles(timesOfDay, timesOfDay, HARMONICS);
    this.dayOfWeek = circles(every <= DAY_MILLIS ? DAYS_OF_WEEK : 0, DAYS_OF_WEEK, HARMONICS);
    this.dayOfYear = circles(withYear ? LONGEST_YEAR : 0, DAYS_OF_YEAR, 1);
  }

  /**
   * Sine and cosine of the way round, once for each harmonic.
   *
   * @param points how many there are, from 0
   * @param round how many make a full turn
   * @return [points][harmonics][sine, cosine]
   */
  private static float[] circles(int points, double round, int harmonics) {
    float[] circles = new float[points * harmonics * 2];
    int at = 0;
    for (int point = 0; point < points; point++) {
      for (int harmonic = 1; harmonic <= harmonics; harmonic++) {
        double angle = 2 * StrictMath.PI * harmonic * point / round;
        circles[at++] = (float) StrictMath.sin(angle);
        circles[at++] = (float) StrictMath.cos(angle);
      }
    }
    return circles;
  }

  private static List<Season> seasons(StepCalendar calendar, long every) {
    List<Season> seasons = new ArrayList<>();
    long shift = DAYS_SINCE_MONDAY * DAY_MILLIS;
    boolean hasWeek = every <= DAY_MILLIS && DAYS_OF_WEEK * DAY_MILLIS / every <= MOST_SLOTS;
    Optional<Holidays> holidays = calendar.holidays();
    if (every < DAY_MILLIS && DAY_MILLIS / every <= MOST_SLOTS) {
      Optional<Holidays> ofDay = hasWeek ? Optional.empty() : holidays;
      seasons.add(new CalendarSeason("day", (int) (DAY_MILLIS / every), calendar, every, 0, ofDay));
    }
    if (hasWeek) {
      int slots = (int) (DAYS_OF_WEEK * DAY_MILLIS / every);
      seasons.add(new CalendarSeason("week", slots, calendar, every, shift, holidays));
    }
    return List.copyOf(seasons);
  }

  /** The seasons that the width of a step suggests, shortest first; none if it has no width. */
  public List<Season> seasons() {
    return seasons;
  }

  /**
   * How many of the features, the first ones, tell where a step stands in the shortest of the
   * {@link #seasons}; 0 if there is none.
   */
  public int seasonSize() {
    return seasons.isEmpty() ? 0 : 2 * HARMONICS;
  }

  /** How many features a step has. */
  public int size() {
    return (timeOfDay.length > 0 ? 2 * HARMONICS : 0)
        + (dayOfWeek.length > 0 ? 2 * HARMONICS : 0)
        + (dayOfYear.length > 0 ? 2 : 0)
        + (holidays.isPresent() ? HOLIDAY_FEATURES : 0);
  }

  /**
   * The features of a step.
   *
   * @param index the step's place on the calendar
   * @param features Modified: {@link #size} values from {@code at} on, each from -1 to 1.
   */
  public void into(long index, float[] features, int at) {
    if (size() == 0) {
      return;
    }
    long local = calendar.localStartOf(index);
    long day = Math.floorDiv(local, DAY_MILLIS);
    int end = at;
    if (timeOfDay.length > 0) {
      long time = Math.floorMod(local, DAY_MILLIS) / timeOfDayMillis;
      end = copy(timeOfDay, (int) time, 2 * HARMONICS, features, end);
    }
    if (dayOfWeek.length > 0) {
      int weekday = (int) Math.floorMod(day + DAYS_SINCE_MONDAY, (long) DAYS_OF_WEEK);
      end = copy(dayOfWeek, weekday, 2 * HARMONICS, features, end);
    }
    if (dayOfYear.length > 0) {
      end = copy(dayOfYear, LocalDate.ofEpochDay(day).getDayOfYear() - 1, 2, features, end);
    }
    if (holidays.isPresent()) {
      features[end] = holidays.get().on(day) ? 1 : 0;
      features[end + 1] = holidays.get().on(day - 1) ? 1 : 0;
    }
  }

  private static int copy(float[] table, int row, int width, float[] features, int at) {
    System.arraycopy(table, row * width, features, at, width);
    return at + width;
  }
}
