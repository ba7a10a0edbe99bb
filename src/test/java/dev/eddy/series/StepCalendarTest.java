package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepCalendarTest {
  private static StepCalendar calendar(String zone, Duration every) {
    return new StepCalendar(Topologies.topology().zone(zone).firstRecord(every).spec());
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  @ParameterizedTest
  @CsvSource({
    "PT1H,  1970-01-01T00:00:00Z,      0, 1970-01-01T00:00:00Z",
    "PT1H,  1970-01-01T00:59:59.999Z,  0, 1970-01-01T00:00:00Z",
    "PT1H,  1969-12-31T23:59:59.999Z, -1, 1969-12-31T23:00:00Z",
    "PT5S,  1969-12-31T23:59:50Z,     -2, 1969-12-31T23:59:50Z",
    "PT30M, 2001-01-01T07:29:00Z, 543518, 2001-01-01T07:00:00Z",
  })
  void cutsTimeIntoEqualStepsFromTheEpoch(Duration every, Instant time, long index, Instant start) {
    for (String zone : new String[] {"UTC", "Europe/Berlin", "+05:45"}) {
      StepCalendar calendar = calendar(zone, every);
      assertThat(calendar.indexOf(time.toEpochMilli())).isEqualTo(index);
      assertThat(Instant.ofEpochMilli(calendar.startOf(index))).isEqualTo(start);
    }
  }

  @Test
  void cutsTimeIntoTheDaysOfTheZone() {
    StepCalendar days = calendar("Europe/Berlin", Duration.ofDays(1));
    long spring = LocalDate.of(2001, 3, 25).toEpochDay();
    assertThat(days.startOf(spring)).isEqualTo(millis("2001-03-24T23:00:00Z"));
    assertThat(days.startOf(spring + 1)).isEqualTo(millis("2001-03-25T22:00:00Z")); // 23 hours
    assertThat(days.indexOf(millis("2001-03-24T22:59:59.999Z"))).isEqualTo(spring - 1);
    assertThat(days.indexOf(millis("2001-03-24T23:00:00Z"))).isEqualTo(spring);
    assertThat(days.indexOf(millis("2001-03-25T21:59:59.999Z"))).isEqualTo(spring);
    long autumn = LocalDate.of(2001, 10, 28).toEpochDay();
    assertThat(days.startOf(autumn + 1) - days.startOf(autumn)).isEqualTo(25 * 3_600_000);
  }

  @Test
  void cutsTimeIntoSpansOfDays() {
    StepCalendar weeks = calendar("Europe/Berlin", Duration.ofDays(7));
    long thursday = LocalDate.of(1970, 1, 1).toEpochDay();
    assertThat(weeks.indexOf(millis("1969-12-31T23:00:00Z"))).isEqualTo(thursday);
    assertThat(weeks.indexOf(millis("1970-01-07T22:59:59Z"))).isZero();
    assertThat(weeks.indexOf(millis("1970-01-07T23:00:00Z"))).isEqualTo(1);
    assertThat(weeks.indexOf(millis("1969-12-31T22:59:59Z"))).isEqualTo(-1);
    assertThat(weeks.startOf(-1)).isEqualTo(millis("1969-12-24T23:00:00Z"));
  }

  @Test
  void keepsDaysInOrderWhereClocksArePutBackOverMidnight() {
    // At 00:01 on 28 October 2001 the clocks of St. John's were put back to 23:01 of the 27th.
    StepCalendar days = calendar("America/St_Johns", Duration.ofDays(1));
    long sunday = LocalDate.of(2001, 10, 28).toEpochDay();
    assertThat(days.startOf(sunday)).isEqualTo(millis("2001-10-28T02:30:00Z"));
    assertThat(days.indexOf(millis("2001-10-28T02:29:59Z"))).isEqualTo(sunday - 1);
    assertThat(days.indexOf(millis("2001-10-28T02:30:30Z"))).isEqualTo(sunday);
    assertThat(days.indexOf(millis("2001-10-28T02:45:00Z"))).isEqualTo(sunday); // 23:15 again
  }

  @Test
  void givesADateThatNeverWasNoTime() {
    // Samoa left out 30 December 2011 when it changed sides of the date line.
    StepCalendar days = calendar("Pacific/Apia", Duration.ofDays(1));
    long never = LocalDate.of(2011, 12, 30).toEpochDay();
    assertThat(days.startOf(never)).isEqualTo(days.startOf(never + 1));
    assertThat(days.indexOf(days.startOf(never))).isEqualTo(never + 1);
    assertThat(days.indexOf(days.startOf(never) - 1)).isEqualTo(never - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/Sao_Paulo",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kathmandu",
        "-03:30"
      })
  void putsEachTimeBetweenItsStepsStartAndTheNext(String zone) {
    Random random = new Random(11);
    for (String every : new String[] {"PT15M", "PT1H", "P1D", "P3D", "P366D"}) {
      StepCalendar calendar = calendar(zone, Duration.parse(every));
      long earliest = millis("1900-01-01T00:00:00Z");
      for (int i = 0; i < 2_000; i++) {
        long time = earliest + (long) (random.nextDouble() * 150 * 366 * 86_400_000L);
        long index = calendar.indexOf(time);
        assertThat(calendar.startOf(index)).isLessThanOrEqualTo(time);
        assertThat(calendar.startOf(index + 1)).isGreaterThan(time);
      }
    }
  }

  @Test
  void hasNoPlaceForStepsWithoutWidth() {
    StepCalendar calendar = new StepCalendar(Topologies.topology().spec());
    assertThat(calendar.hasWidth()).isFalse();
    assertThat(calendar.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThatThrownBy(() -> calendar.indexOf(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> calendar.startOf(0)).isInstanceOf(IllegalStateException.class);
  }
}
