package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastSquaresTest {
  private static final int SAMPLES = 40;
  private static final int FEATURES = 5;
  private static final int OUTPUTS = 3;

  private final SplittableRandom random = new SplittableRandom(1);
  private final double[] inputs = random.doubles(SAMPLES * FEATURES, -1, 1).toArray();
  private final double[] targets = random.doubles(SAMPLES * OUTPUTS, -1, 1).toArray();

  /** F'·(Y − F·W), by plain loops: what a solution makes zero, or ridge times the weights. */
  private static double slope(double[] f, double[] y, double[] w, int k, int feature, int output) {
    int outputs = w.length / k;
    double sum = 0;
    for (int s = 0; s < f.length / k; s++) {
      double error = y[s * outputs + output];
      for (int i = 0; i < k; i++) {
        error -= f[s * k + i] * w[i * outputs + output];
      }
      sum += f[s * k + feature] * error;
    }
    return sum;
  }

  private void assertStationary(LeastSquares method, double ridge) {
    double[] given = inputs.clone();
    double[] wanted = targets.clone();
    double[] w = method.solve(given, wanted, SAMPLES).orElseThrow();
    assertThat(given).isEqualTo(inputs);
    assertThat(wanted).isEqualTo(targets);
    assertThat(w).hasSize(FEATURES * OUTPUTS);
    for (int i = 0; i < FEATURES; i++) {
      for (int o = 0; o < OUTPUTS; o++) {
        assertThat(slope(inputs, targets, w, FEATURES, i, o))
            .isCloseTo(ridge * w[i * OUTPUTS + o], within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1, 100})
  void ridgeIsWhereErrorAndPenaltyBalance(double ridge) {
    assertStationary(LeastSquares.ridge(ridge), ridge);
  }

  @Test
  void thePseudoInverseIsWhereTheErrorIsLeast() {
    assertStationary(LeastSquares.pseudoInverse(), 0);
  }

  /** Twice the same feature, and one that is nothing: the least norm gives both a half. */
  @Test
  void ofManySolutionsThePseudoInverseIsTheShortest() {
    double[] f = {1, 1, 0, 2, 2, 0, -1, -1, 0, 5, 5, 0};
    double[] y = {3, 6, -3, 15};
    double[] w = LeastSquares.pseudoInverse().solve(f, y, 4).orElseThrow();
    assertThat(w).containsExactly(new double[] {1.5, 1.5, 0}, within(1e-12));
  }

  @Test
  void ofFewerSamplesThanFeaturesItIsTheShortestThatFits() {
    double[] w =
        LeastSquares.pseudoInverse().solve(new double[] {3, 4}, new double[] {10}, 1).orElseThrow();
    assertThat(w).containsExactly(new double[] {1.2, 1.6}, within(1e-12));
  }

  @Test
  void whatIsNotFiniteHasNoSolution() {
    double[] f = {1, Double.NaN};
    double[] y = {1, 1};
    assertThat(LeastSquares.ridge(1).solve(f, y, 2)).isEmpty();
    assertThat(LeastSquares.pseudoInverse().solve(f, y, 2)).isEmpty();
  }
}
