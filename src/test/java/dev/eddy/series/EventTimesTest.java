package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
  private final EventTimes utc = new EventTimes(ZoneId.of("UTC"));
  private final EventTimes berlin = new EventTimes(ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "2001-01-31,                           2001-01-31T00:00:00Z",
    "2001-01-31T07:30,                     2001-01-31T07:30:00Z",
    "2001-01-31 07:30:15,                  2001-01-31T07:30:15Z",
    "2001-01-31T07:30:15.5,                2001-01-31T07:30:15.500Z",
    "'2001-01-31T07:30:15,25',             2001-01-31T07:30:15.250Z",
    "2001-01-31T07:30:15.123999999Z,       2001-01-31T07:30:15.123Z",
    "1969-12-31T23:59:59.9999Z,            1969-12-31T23:59:59.999Z",
    "2001-01-31t07:30:15z,                 2001-01-31T07:30:15Z",
    "2001-01-31T07:30+01:00,               2001-01-31T06:30:00Z",
    "2001-01-31 07:30:00-0530,             2001-01-31T13:00:00Z",
    "2001-01-31T07:30:00+00,               2001-01-31T07:30:00Z",
    "2000-02-29,                           2000-02-29T00:00:00Z",
    "' 2001-01-31 ',                       2001-01-31T00:00:00Z",
    "980926200000,                         2001-01-31T07:30:00Z",
    "+980926200000,                        2001-01-31T07:30:00Z",
    "980926200000.75,                      2001-01-31T07:30:00Z",
    "9.809262E11,                          2001-01-31T07:30:00Z",
    "-1,                                   1969-12-31T23:59:59.999Z",
    "-0.5,                                 1969-12-31T23:59:59.999Z",
    "0,                                    1970-01-01T00:00:00Z",
    "9223372036854,                        2262-04-11T23:47:16.854Z",
    "-9223372036854,                       1677-09-21T00:12:43.146Z",
    "2262-04-11T23:47:16.854Z,             2262-04-11T23:47:16.854Z",
  })
  void tellsTheTime(String text, Instant time) throws RejectedRecord {
    assertThat(Instant.ofEpochMilli(utc.parse("time", text))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "2001-01-31T07:30,      2001-01-31T06:30:00Z", // winter
    "2001-07-31T07:30,      2001-07-31T05:30:00Z", // summer
    "2001-07-31T07:30Z,     2001-07-31T07:30:00Z",
    "2001-03-25T02:30,      2001-03-25T01:30:00Z", // never shown: an hour later, 03:30
    "2001-10-28T02:30,      2001-10-28T00:30:00Z", // shown twice: the first
    "2001-10-28,            2001-10-27T22:00:00Z",
  })
  void readsTheClocksOfTheZone(String text, Instant time) throws RejectedRecord {
    assertThat(Instant.ofEpochMilli(berlin.parse("time", text))).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "20010131T000000",
        "2001-1-31",
        "2001-13-01",
        "2001-00-01",
        "2001-02-29",
        "2001-04-31",
        "2001-01-00",
        "2001-01",
        "2001-01-31T",
        "2001-01-31T07",
        "2001-01-31T24:00",
        "2001-01-31T07:60",
        "2001-01-31T07:30:60",
        "2001-01-31T07:30:15.",
        "2001-01-31T07:30:15.1234567890",
        "2001-01-31T07:30+",
        "2001-01-31T07:30+19:00",
        "2001-01-31T07:30+01:60",
        "2001-01-31T07:30+01:",
        "2001-01-31T07:30ZZ",
        "2001-01-31x07:30",
        "2001-01-31T07:30Z[UTC]",
        "2001-01-31Z",
        "+12001-01-31",
        "NaN",
        "0x10",
        "1e",
        "2001/01/31",
        "31.01.2001",
        "２００１-01-31"
      })
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> utc.parse("when", text))
        .isInstanceOf(RejectedRecord.class)
        .hasMessage(
            "time: when="
                + text
                + ": must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds from the epoch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9223372036855",
        "-9223372036855",
        "9223372036854775807",
        "99999999999999999999999",
        "1e300",
        "-1e300",
        "1e999",
        "2262-04-12",
        "1677-09-20T23:00Z",
        "0001-01-01",
        "9999-12-31T23:59:59Z"
      })
  void refusesWhatIsOutOfRange(String text) {
    assertThatThrownBy(() -> utc.parse("when", text))
        .isInstanceOf(RejectedRecord.class)
        .hasMessage("time: when=" + text + ": must lie between 1677-09-21 and 2262-04-11");
  }
}
