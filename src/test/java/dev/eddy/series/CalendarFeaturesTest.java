package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarFeaturesTest {
  private static StepCalendar calendar(String zone, Duration every) {
    return new StepCalendar(Topologies.topology().zone(zone).firstRecord(every).spec());
  }

  private static float[] features(StepCalendar calendar, String time) {
    CalendarFeatures features = new CalendarFeatures(calendar);
    float[] values = new float[features.size()];
    features.into(calendar.indexOf(Instant.parse(time).toEpochMilli()), values, 0);
    return values;
  }

  @ParameterizedTest
  @CsvSource({
    "PT5S,  8, '[]'",
    "PT1M,  8, '[day of 1440 slots]'",
    "PT5M,  8, '[day of 288 slots, week of 2016 slots]'",
    "PT30M, 8, '[day of 48 slots, week of 336 slots]'",
    "PT1H,  8, '[day of 24 slots, week of 168 slots]'",
    "PT12H, 8, '[day of 2 slots, week of 14 slots]'",
    "P1D,   6, '[week of 7 slots]'",
    "P2D,   2, '[]'",
    "P91D,  2, '[]'",
    "P92D,  0, '[]'",
  })
  void offersWhatSuitsTheStep(Duration every, int size, String seasons) {
    CalendarFeatures features = new CalendarFeatures(calendar("UTC", every));
    assertThat(features.size()).isEqualTo(size);
    assertThat(features.seasons()).hasToString(seasons);
  }

  @Test
  void offersNothingToStepsWithoutWidth() {
    CalendarFeatures features =
        new CalendarFeatures(new StepCalendar(Topologies.topology().spec()));
    float[] untouched = {5};
    features.into(3, untouched, 0);
    assertThat(features.size()).isZero();
    assertThat(features.seasons()).isEmpty();
    assertThat(untouched).containsExactly(5);
  }

  @ParameterizedTest
  @CsvSource({
    "PT5S,  0",
    "PT1M,  4",
    "PT12H, 4",
    "P1D,   4",
    "P2D,   0",
    "P92D,  0",
  })
  void theFirstFeaturesTurnWithTheShortestSeason(Duration every, int size) {
    StepCalendar calendar = calendar("UTC", every);
    CalendarFeatures features = new CalendarFeatures(calendar);
    assertThat(features.seasonSize()).isEqualTo(size);
    if (size > 0) {
      int slots = features.seasons().get(0).slots();
      float[] one = new float[features.size()];
      float[] aSeasonLater = new float[features.size()];
      float[] half = new float[features.size()];
      features.into(7, one, 0);
      features.into(7 + slots, aSeasonLater, 0);
      features.into(7 + slots / 2, half, 0);
      assertThat(Arrays.copyOf(aSeasonLater, size)).isEqualTo(Arrays.copyOf(one, size));
      assertThat(Arrays.copyOf(half, size)).isNotEqualTo(Arrays.copyOf(one, size));
    }
  }

  @Test
  void turnsWithTheDayAndTheWeek() {
    // A Wednesday: two sevenths of the week. Six in the morning: a quarter of the day.
    float[] values = features(calendar("UTC", Duration.ofHours(1)), "2001-01-31T06:00:00Z");
    double week = 2 * Math.PI * 2 / 7;
    double[] expected = {
      1, 0, 0, -1, Math.sin(week), Math.cos(week), Math.sin(2 * week), Math.cos(2 * week)
    };
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) values[i]).isCloseTo(expected[i], within(1e-7));
    }
    float[] monday = features(calendar("UTC", Duration.ofHours(1)), "2001-01-29T00:00:00Z");
    assertThat(monday).containsExactly(0, 1, 0, 1, 0, 1, 0, 1);
  }

  @Test
  void turnsWithTheYear() {
    float[] first = features(calendar("UTC", Duration.ofDays(1)), "2001-01-01T00:00:00Z");
    assertThat(first).containsExactly(0, 1, 0, 1, 0, 1);
    float[] middle = features(calendar("UTC", Duration.ofDays(1)), "2004-12-31T00:00:00Z");
    double year = 2 * Math.PI * 365 / 365.2425;
    assertThat((double) middle[4]).isCloseTo(Math.sin(year), within(1e-7));
    assertThat((double) middle[5]).isCloseTo(Math.cos(year), within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "-03:30"})
  void followsTheClocksOfTheZone(String zone) {
    Random random = new Random(12);
    for (Duration every : new Duration[] {Duration.ofMinutes(15), Duration.ofHours(1)}) {
      StepCalendar calendar = calendar(zone, every);
      CalendarFeatures features = new CalendarFeatures(calendar);
      for (int i = 0; i < 5_000; i++) {
        long index = random.nextInt() / 900;
        ZonedDateTime shown = Instant.ofEpochMilli(calendar.startOf(index)).atZone(ZoneId.of(zone));
        int slot = (int) (shown.toLocalTime().toSecondOfDay() / every.toSeconds());
        int perDay = (int) (86_400 / every.toSeconds());
        assertThat(features.seasons().get(0).slot(index)).isEqualTo(slot);
        assertThat(features.seasons().get(1).slot(index))
            .isEqualTo((shown.getDayOfWeek().getValue() - 1) * perDay + slot);
        float[] values = new float[features.size() + 2];
        features.into(index, values, 1);
        double angle = 2 * Math.PI * slot / perDay;
        assertThat((double) values[1]).isCloseTo(Math.sin(angle), within(1e-7));
        assertThat((double) values[2]).isCloseTo(Math.cos(angle), within(1e-7));
        assertThat(values[0]).isZero();
        assertThat(values[9]).isZero();
      }
    }
  }

  @Test
  void keepsNoonInItsSlotWhenTheClocksChange() {
    StepCalendar calendar = calendar("Europe/Berlin", Duration.ofHours(1));
    Season day = new CalendarFeatures(calendar).seasons().get(0);
    long sunday = calendar.indexOf(Instant.parse("2001-03-24T23:00:00Z").toEpochMilli());
    int[] slots = new int[23];
    Arrays.setAll(slots, hour -> day.slot(sunday + hour));
    assertThat(slots).startsWith(0, 1, 3, 4).endsWith(22, 23).doesNotContain(2);
    assertThat(day.slot(sunday + 23)).isZero();
  }

  @Test
  void knowsTheWeekdayOfWholeDays() {
    StepCalendar calendar = calendar("America/Sao_Paulo", Duration.ofDays(1));
    Season week = new CalendarFeatures(calendar).seasons().get(0);
    assertThat(week.name()).isEqualTo("week");
    assertThat(week.slot(0)).isEqualTo(3); // 1970-01-01 was a Thursday
    assertThat(week.slot(-4)).isEqualTo(6);
    assertThat(week.slot(4)).isZero();
  }

  private static long indexOf(StepCalendar calendar, String time) {
    return calendar.indexOf(Instant.parse(time).toEpochMilli());
  }

  /** Thanksgiving is a Thursday; New York's clocks are five hours behind. */
  @Test
  void tellsAHolidayAndTheDayAfterByTheClocksOfTheZone() {
    Topologies topology = Topologies.topology().zone("America/New_York").holidays("US");
    StepCalendar calendar = new StepCalendar(topology.firstRecord(Duration.ofHours(1)).spec());
    assertThat(features(calendar, "2014-11-27T04:00:00Z")).hasSize(10).endsWith(0, 0);
    assertThat(features(calendar, "2014-11-27T05:00:00Z")).endsWith(1, 0);
    assertThat(features(calendar, "2014-11-28T04:00:00Z")).endsWith(1, 0);
    assertThat(features(calendar, "2014-11-28T05:00:00Z")).endsWith(0, 1);
    assertThat(features(calendar, "2014-11-29T05:00:00Z")).endsWith(0, 0);
  }

  @Test
  void aHolidayHasSlotsOfItsOwnForWhichSundaysStandIn() {
    Topologies topology = Topologies.topology().zone("America/New_York").holidays("US");
    StepCalendar calendar = new StepCalendar(topology.firstRecord(Duration.ofHours(1)).spec());
    List<Season> seasons = new CalendarFeatures(calendar).seasons();
    Season day = seasons.get(0);
    Season week = seasons.get(1);
    long noon = indexOf(calendar, "2014-11-27T17:00:00Z");
    assertThat(day.allSlots()).isEqualTo(24);
    assertThat(day.slot(noon)).isEqualTo(12);
    assertThat(week.slots()).isEqualTo(168);
    assertThat(week.allSlots()).isEqualTo(192);
    assertThat(week.slot(noon)).isEqualTo(168 + 12);
    assertThat(week.slot(noon + 24)).isEqualTo(4 * 24 + 12);
    assertThat(week.standIn(168 + 12)).isEqualTo(week.slot(noon + 3 * 24)).isEqualTo(6 * 24 + 12);
    assertThat(week.standIn(17)).isEqualTo(17);
  }

  @Test
  void wholeDaysAndMinutesHaveHolidaysToo() {
    Topologies topology = Topologies.topology().zone("America/New_York").holidays("US");
    StepCalendar days = new StepCalendar(topology.firstRecord(Duration.ofDays(1)).spec());
    Season week = new CalendarFeatures(days).seasons().get(0);
    long thanksgiving = indexOf(days, "2014-11-27T17:00:00Z");
    assertThat(week.slot(thanksgiving)).isEqualTo(7);
    assertThat(week.standIn(7)).isEqualTo(6);
    assertThat(features(days, "2014-11-28T17:00:00Z")).hasSize(8).endsWith(0, 1);

    StepCalendar minutes = new StepCalendar(topology.firstRecord(Duration.ofMinutes(1)).spec());
    Season day = new CalendarFeatures(minutes).seasons().get(0);
    long noon = indexOf(minutes, "2014-11-27T17:00:00Z");
    assertThat(day.slot(noon)).isEqualTo(1_440 + 720);
    assertThat(day.standIn(1_440 + 720)).isEqualTo(720).isEqualTo(day.slot(noon + 1_440));
  }
}
