package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.HolidayRegion;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HolidaysTest {
  private static Holidays of(String region) {
    return new Holidays(HolidayRegion.parse(region));
  }

  @ParameterizedTest
  @CsvSource({
    "US,    2014-11-27, true", // Thanksgiving
    "US,    2014-11-28, false",
    "US,    2015-07-03, true", // Independence Day was a Saturday
    "US,    2015-07-04, false",
    "US,    2014-10-13, false", // Columbus Day, which New York keeps
    "US-NY, 2014-10-13, true",
    "US-NY, 2014-11-27, true",
    "DE,    2024-05-30, false", // Corpus Christi, which Bavaria keeps
    "DE-BY, 2024-05-30, true",
    "DE-BY, 2024-10-03, true",
    "DE-BY-AG, 2024-08-08, true", // Augsburg's Peace Festival
    "DE-BY, 2024-08-08, false",
    "GB,    2022-09-19, true", // a state funeral
  })
  void areThoseThatTheRegionKeeps(String region, LocalDate date, boolean holiday) {
    assertThat(of(region).on(date.toEpochDay())).isEqualTo(holiday);
  }

  /** By rules that stand in no table: the fourth Thursday, and two days before Gauss's Easter. */
  @Test
  void moveWithTheYear() {
    Holidays us = of("US");
    Holidays de = of("DE");
    for (int year = 1950; year < 2200; year++) {
      LocalDate november = LocalDate.of(year, Month.NOVEMBER, 1);
      LocalDate thursday = november.with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
      assertThat(us.on(thursday.toEpochDay())).as("%s", thursday).isTrue();
      LocalDate friday = easter(year).minusDays(2);
      assertThat(de.on(friday.toEpochDay())).as("%s", friday).isTrue();
    }
  }

  /** Meeus, Jones and Butcher, Nature 14 (1876), 487. */
  private static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }

  @Test
  void areFewInAYear() {
    Holidays us = of("US");
    long first = LocalDate.of(2026, 1, 1).toEpochDay();
    long count = IntStream.range(0, 365).filter(day -> us.on(first + day)).count();
    assertThat(count).isBetween(8L, 12L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AE", "US", "IN", "SA"})
  void noTimeIsBeyondThem(String region) {
    Holidays holidays = of(region);
    for (int year : List.of(-9_999, 1_600, 1_677, 1_881, 2_175, 2_262, 2_263, 9_999)) {
      for (int day = 0; day < 365; day += 30) {
        holidays.on(LocalDate.of(year, 1, 1).toEpochDay() + day);
      }
    }
    assertThat(holidays.on(LocalDate.of(-9_999, 1, 1).toEpochDay())).isFalse();
  }
}
