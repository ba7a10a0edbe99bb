package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InitialWeightsTest {
  @Test
  void orthogonalRowsAndColumnsAreOrthonormal() {
    for (int size : new int[] {1, 2, 5, 32, 80}) {
      double[][] q = InitialWeights.orthogonal(new Chance(1, "m", 0).draws("q"), size);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          double rows = 0;
          double columns = 0;
          for (int k = 0; k < size; k++) {
            rows += q[i][k] * q[j][k];
            columns += q[k][i] * q[k][j];
          }
          assertThat(rows).isCloseTo(i == j ? 1 : 0, within(1e-12));
          assertThat(columns).isCloseTo(i == j ? 1 : 0, within(1e-12));
        }
      }
    }
  }

  @Test
  void evenWeightsFillTheirRange() {
    Draws draws = new Chance(1, "m", 0).draws("w");
    assertRange(InitialWeights.uniform(draws, 100, 50, 25), 0.2);
    assertRange(InitialWeights.glorot(draws, 100, 50, 100), 0.2);
  }

  private static void assertRange(double[][] weights, double bound) {
    double most = 0;
    double squares = 0;
    for (double[] row : weights) {
      for (double weight : row) {
        most = Math.max(most, Math.abs(weight));
        squares += weight * weight;
      }
    }
    assertThat(most).isBetween(0.99 * bound, bound);
    assertThat(squares / 5000).isCloseTo(bound * bound / 3, within(bound * bound / 30));
  }
}
