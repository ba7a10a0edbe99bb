package dev.eddy.backtest.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DieboldMarianoTest {
  private static double[] noise(int count, long seed) {
    Draws draws = new Chance(seed, "test", 0).draws("differences");
    double[] values = new double[count];
    Arrays.setAll(values, i -> draws.gaussian());
    return values;
  }

  /** Autocovariances from the whole series, by their definition. */
  private static double autocovariance(double[] values, int lag) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double sum = 0;
    for (int t = lag; t < values.length; t++) {
      sum += (values[t] - mean) * (values[t - lag] - mean);
    }
    return sum / values.length;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 24})
  void whatIsAddedUpOnTheWayIsWhatTheWholeSeriesGives(int horizon) {
    double[] values = noise(300, horizon);
    for (int t = 1; t < values.length; t++) {
      values[t] += 0.7 * values[t - 1] + 3;
    }
    double[] found = LossDifferential.of(values, horizon).autocovariances();
    assertThat(found).hasSize(horizon);
    for (int k = 0; k < horizon; k++) {
      assertThat(found[k]).isCloseTo(autocovariance(values, k), within(1e-9 * found[0]));
    }
  }

  @Test
  void lagsThatAShortSeriesDoesNotHaveAreZero() {
    assertThat(LossDifferential.of(new double[] {1, 3}, 4).autocovariances())
        .containsExactly(1, -0.5, 0, 0);
  }

  /**
   * By hand: d = 1, 2, 3, 4, 5, 6 has mean 3.5 and variance 35/12 (over n). One step ahead the
   * correction is √(5/6), so that the statistic is √(5/6)·3.5/√(35/72) = 4.5826 = 21/√21, the
   * ordinary t of the sample.
   */
  @Test
  void oneStepAheadItIsTheOrdinaryTestOfAMean() {
    DieboldMariano test =
        DieboldMariano.of(LossDifferential.of(new double[] {1, 2, 3, 4, 5, 6}, 1));
    assertThat(test.meanDifference()).isEqualTo(3.5);
    assertThat(test.statistic()).isCloseTo(Math.sqrt(21), within(1e-12));
    assertThat(test.pValue()).isCloseTo(0.005934, within(1e-6)); // tables of Student's t, 5 degrees
    assertThat(test.count()).isEqualTo(6);
  }

  /**
   * The formula written out a second time, for two steps ahead: variance γ₀ + 2γ₁, correction (n +
   * 1 − 2h + h(h − 1)/n)/n.
   */
  @Test
  void furtherAheadNeighboursCountAndFewForecastsCountForLess() {
    double[] d = {0.3, -0.1, 0.4, 0.2, 0.5, -0.2, 0.1, 0.3, 0.2, 0.6};
    double n = d.length;
    double mean = Arrays.stream(d).average().orElseThrow();
    double variance = autocovariance(d, 0) + 2 * autocovariance(d, 1);
    double statistic = mean / Math.sqrt(variance / n) * Math.sqrt((n + 1 - 4 + 2 / n) / n);
    DieboldMariano test = DieboldMariano.of(LossDifferential.of(d, 2));
    assertThat(test.statistic()).isCloseTo(statistic, within(1e-12));
  }

  @Test
  void whereTheFullVarianceIsNotPositiveWeightsFall() {
    double[] d = {1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1.5, -1, 1, -1};
    DieboldMariano test = DieboldMariano.of(LossDifferential.of(d, 2));
    assertThat(autocovariance(d, 0) + 2 * autocovariance(d, 1)).isNegative();
    assertThat(test.statistic()).isFinite();
  }

  @Test
  void whoIsWorseByTheSameAtEveryOriginIsWorseForCertain() {
    double[] same = new double[30];
    Arrays.fill(same, -0.5);
    DieboldMariano test = DieboldMariano.of(LossDifferential.of(same, 2));
    assertThat(test.statistic()).isNegative().isInfinite();
    assertThat(test.pValue()).isZero();
  }

  @Test
  void equalForecastsAndTooFewTellNothing() {
    assertThat(DieboldMariano.of(LossDifferential.of(new double[20], 3)).pValue()).isEqualTo(1);
    assertThat(DieboldMariano.of(LossDifferential.of(noise(5, 1), 3)).pValue()).isNaN();
    assertThat(DieboldMariano.of(new LossDifferential(1)).meanDifference()).isNaN();
  }

  /** Of forecasts that are equally good, one in twenty is called different. */
  @Test
  void itIsWrongAsOftenAsItSays() {
    int called = 0;
    int trials = 2_000;
    for (int i = 0; i < trials; i++) {
      double[] d = noise(102, i);
      double[] overlapping = new double[100];
      Arrays.setAll(overlapping, t -> d[t] + d[t + 1] + d[t + 2]);
      called += DieboldMariano.of(LossDifferential.of(overlapping, 3)).pValue() < 0.05 ? 1 : 0;
    }
    assertThat((double) called / trials).isBetween(0.03, 0.08);
  }
}
