package dev.eddy.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileCurveTest {
  private static final List<Double> LEVELS = List.of(0.05, 0.5, 0.95);

  private static double[][] column(double... quantiles) {
    double[][] column = new double[quantiles.length][1];
    for (int q = 0; q < quantiles.length; q++) {
      column[q][0] = quantiles[q];
    }
    return column;
  }

  /** From tables of the normal distribution. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.75, 0.6744897502",
    "0.95, 1.6448536270",
    "0.975, 1.9599639845",
    "0.001, -3.0902323062",
    "1e-6, -4.7534243088",
    "1e-15, -7.9413453262",
  })
  void normalScoresAreThoseOfTheTables(double probability, double score) {
    assertThat(NormalScores.of(probability)).isCloseTo(score, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0005, 0.01, 0.05, 0.3, 0.5, 0.8, 0.95, 0.999})
  void quantilesOfANormalDistributionGiveItBack(double level) {
    QuantileCurve curve = new QuantileCurve(LEVELS);
    double[][] quantiles = column(10 - 2 * NormalProcess.Z95, 10, 10 + 2 * NormalProcess.Z95);
    double score = NormalScores.of(level);
    assertThat(curve.valueAt(score, quantiles, 0)).isCloseTo(10 + 2 * score, within(1e-6));
    assertThat(curve.scoreOf(10 + 2 * score, quantiles, 0)).isCloseTo(score, within(1e-6));
  }

  @Test
  void atItsLevelsItIsTheQuantiles() {
    QuantileCurve curve = new QuantileCurve(LEVELS);
    double[][] skewed = column(1, 1.5, 40);
    for (int q = 0; q < 3; q++) {
      double score = NormalScores.of(LEVELS.get(q));
      assertThat(curve.valueAt(score, skewed, 0)).isEqualTo(skewed[q][0], within(1e-12));
      assertThat(curve.scoreOf(skewed[q][0], skewed, 0)).isEqualTo(score);
    }
  }

  @Test
  void whereQuantilesAreOneValueItLiesInTheMiddle() {
    QuantileCurve curve = new QuantileCurve(LEVELS);
    double[][] zeros = column(0, 0, 3);
    assertThat(curve.scoreOf(0, zeros, 0)).isEqualTo(NormalScores.of(0.05) / 2);
    assertThat(curve.scoreOf(-1, zeros, 0)).isEqualTo(-8);
    assertThat(curve.scoreOf(1, zeros, 0)).isBetween(0.0, NormalScores.of(0.95));

    double[][] constant = column(7, 7, 7);
    assertThat(curve.scoreOf(7, constant, 0)).isCloseTo(0, within(1e-12));
    assertThat(curve.scoreOf(7.001, constant, 0)).isEqualTo(8);
    assertThat(curve.valueAt(3, constant, 0)).isEqualTo(7);
  }
}
