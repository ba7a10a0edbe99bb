package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many rows the bar counts on, by which it tells share and time left. */
class BacktestProgressTest {
  @Test
  void allRowsAreEstimatedFromTheShareThatWasRead() {
    assertThat(BacktestProgress.allRows(0.25, 1_000)).isEqualTo(4_000);
    assertThat(BacktestProgress.allRows(1, 1_000)).isEqualTo(1_000);
  }

  @Test
  void nobodyKnowsHowMuchIsInAPipe() {
    assertThat(BacktestProgress.allRows(Double.NaN, 1_000)).isEqualTo(-1);
    assertThat(BacktestProgress.allRows(0, 1_000)).isEqualTo(-1);
  }
}
