package dev.eddy.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.model.LearningReport.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningReportTest {
  @ParameterizedTest
  @CsvSource({
    "APPLIED, APPLIED, APPLIED",
    "APPLIED, RESTARTED, RESTARTED",
    "ROLLED_BACK, NON_FINITE, ROLLED_BACK",
    "NON_FINITE, RESTARTED, RESTARTED",
  })
  void ofTwoOutcomesTheWorseIsTold(Outcome own, Outcome other, Outcome told) {
    LearningReport report = LearningReport.stateless(3, own, 0.5, GradientReport.plain(2));
    assertThat(report.orWorse(other).outcome()).isEqualTo(told);
    assertThat(report.orWorse(other).loss()).isEqualTo(0.5);
    assertThat(report.orWorse(other).updates()).isEqualTo(3);
  }
}
