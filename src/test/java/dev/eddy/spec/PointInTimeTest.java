package dev.eddy.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in a file, and what holds one or a word. */
class PointInTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-30T23:00:00Z",
    "2026-07-31T06:30, 2026-07-31T04:30:00Z",
    "2026-07-31T06:30:15.5, 2026-07-31T04:30:15.500Z",
    "2026-07-31T06:30:00Z, 2026-07-31T06:30:00Z",
    "2026-07-31T06:30-05:00, 2026-07-31T11:30:00Z",
    "2026-10-25T02:30, 2026-10-25T00:30:00Z", // twice
    "2026-03-29T02:30, 2026-03-29T01:30:00Z", // never
  })
  void aTimeWithoutAnOffsetIsOneOfTheZone(String text, Instant moment) {
    PointInTime time = PointInTime.read(text).orElseThrow();
    assertThat(time.in(BERLIN)).isEqualTo(moment);
    assertThat(PointInTime.read(time.toString())).contains(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2026-13-01", "2026-01-31 06:30", "06:30", "1767225600000"})
  void whatIsNoTimeIsRefused(String text) {
    assertThat(PointInTime.read(text)).isEmpty();
    assertThatThrownBy(() -> SourceStart.parse(text))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("must be earliest, latest or a time such as 2026-01-31");
    assertThatThrownBy(() -> PublishFrom.parse(text))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("must be start, now or a time such as 2026-01-31");
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", "latest", "2026-01-31T06:30Z"})
  void aStartIsWrittenAsItIsRead(String text) {
    assertThat(SourceStart.parse(text)).hasToString(text);
    assertThat(SourceStart.parse(text)).isEqualTo(SourceStart.parse(text));
  }

  @Test
  void aWordIsWrittenAsItIsRead() {
    assertThat(PublishFrom.parse("start")).isEqualTo(PublishFrom.START).hasToString("start");
    assertThat(PublishFrom.parse("now")).isEqualTo(PublishFrom.NOW).hasToString("now");
    assertThat(PublishFrom.parse("2026-01-31")).hasToString("2026-01-31T00:00");
  }
}
