package dev.eddy.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeFormTest {
  @ParameterizedTest
  @CsvSource({
    "1704067200000, NUMBER",
    "-17040672e5, NUMBER",
    "2024-01-01, LOCAL",
    "' 2024-01-01 ', LOCAL",
    "2024-01-01T00:00, LOCAL",
    "2024-01-01 00:00:00.123, LOCAL",
    "2024-01-01T00:00Z, OFFSET",
    "2024-01-01t00:00:00z, OFFSET",
    "2024-01-01 00:00:00-05, OFFSET",
    "2024-01-01T00:00:00.5+0530, OFFSET",
  })
  void aTimeIsAPointOrWhatClocksShow(String text, TimeForm form) {
    assertThat(TimeForm.of(text)).isEqualTo(form);
  }
}
