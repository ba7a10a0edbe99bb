package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.spec.RlsSpec;
import org.junit.jupiter.api.Test;

class RecursiveLeastSquaresTest {
  private final Kernel kernel = Kernels.active();

  @Test
  void weightsAndCovarianceAreThoseOfTheReference() {
    JsonNode golden = Golden.load("echo-state.json");
    double[][] states = Golden.matrix(golden.get("states"));
    double[][] targets = Golden.matrix(golden.get("y"));
    RlsSpec spec =
        new RlsSpec(golden.get("rls_forgetting").doubleValue(), golden.get("ridge").doubleValue());
    RecursiveLeastSquares rls = new RecursiveLeastSquares(spec, 12, 1, 0, kernel);
    int pinned = 0;
    for (int t = 0; t < states.length; t++) {
      rls.advance(states[t]);
      rls.learn(0, 0, targets[t][0]);
      for (JsonNode entry : golden.get("rls_weights_after_step")) {
        if (entry.get(0).intValue() == t) {
          assertWeights(rls, Golden.vector(entry.get(1)));
          pinned++;
        }
      }
    }
    assertThat(pinned).isEqualTo(5);
    double[][] p = Golden.matrix(golden.get("rls_p_final"));
    double largest = 0;
    for (double[] row : p) {
      for (double element : row) {
        largest = Math.max(largest, Math.abs(element));
      }
    }
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        assertThat(rls.covariance(i, j)).isCloseTo(p[i][j], within(1e-8 * largest));
      }
    }
  }

  private static void assertWeights(RecursiveLeastSquares rls, double[] expected) {
    double largest = 0;
    for (double weight : expected) {
      largest = Math.max(largest, Math.abs(weight));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat(rls.weight(0, i)).isCloseTo(expected[i], within(1e-8 * largest));
    }
  }

  /** Weighted least squares by the normal equations, which recursion must equal at every delay. */
  @Test
  void lateTargetsGiveTheSolutionOfTheNormalEquations() {
    int k = 3;
    int late = 4;
    double forgetting = 0.97;
    RlsSpec spec = new RlsSpec(forgetting, 0.5);
    RecursiveLeastSquares prompt = new RecursiveLeastSquares(spec, k, 1, 0, kernel);
    RecursiveLeastSquares delayed = new RecursiveLeastSquares(spec, k, 1, late, kernel);
    Draws draws = new Chance(1, "rls", 0).draws("data");
    double[][] features = new double[60][k];
    double[] targets = new double[60];
    double[][] information = {{0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}};
    double[] moments = new double[k];
    for (int t = 0; t < 60; t++) {
      for (int i = 0; i < k; i++) {
        features[t][i] = draws.gaussian();
      }
      targets[t] = draws.gaussian() + features[t][0];
      prompt.advance(features[t]);
      prompt.learn(0, 0, targets[t]);
      delayed.advance(features[t]);
      if (t >= late) {
        delayed.learn(late, 0, targets[t - late]);
      }
      for (int i = 0; i < k; i++) {
        moments[i] = forgetting * moments[i] + features[t][i] * targets[t];
        for (int j = 0; j < k; j++) {
          information[i][j] = forgetting * information[i][j] + features[t][i] * features[t][j];
        }
      }
    }
    for (int t = 60; t < 60 + late; t++) {
      delayed.advance(new double[k]);
      delayed.learn(late, 0, targets[t - late]);
    }
    for (int i = 0; i < k; i++) {
      double left = 0;
      for (int j = 0; j < k; j++) {
        left += information[i][j] * prompt.weight(0, j);
      }
      assertThat(left).isCloseTo(moments[i], within(1e-9));
      assertThat(delayed.weight(0, i)).isEqualTo(prompt.weight(0, i));
    }
  }

  /** Without a bound, P of a feature that never moves again passes 1e300 here. */
  @Test
  void whatIsNeverSeenAgainIsNotForgottenWithoutEnd() {
    RecursiveLeastSquares rls = new RecursiveLeastSquares(new RlsSpec(0.95, 1.0), 3, 1, 0, kernel);
    Draws draws = new Chance(2, "rls", 0).draws("data");
    for (int t = 0; t < 20_000; t++) {
      double x = draws.gaussian();
      rls.advance(new double[] {x, t < 10 ? 1 : 0, 0});
      rls.learn(0, 0, 3 * x);
    }
    double limit = RecursiveLeastSquares.GROWTH_LIMIT;
    assertThat(rls.covariance(1, 1)).isLessThanOrEqualTo(limit);
    assertThat(rls.covariance(2, 2)).isBetween(0.9 * limit, limit);
    assertThat(rls.covariance(0, 0)).isBetween(0.0, 0.5);
    assertThat(rls.weight(0, 0)).isCloseTo(3, within(1e-9));
    assertThat(rls.restarts()).isZero();
  }

  @Test
  void whatIsNotFiniteTeachesNothing() {
    RecursiveLeastSquares rls = new RecursiveLeastSquares(new RlsSpec(0.99, 1.0), 2, 2, 1, kernel);
    rls.advance(new double[] {1, 2});
    rls.learn(0, 0, 3);
    double weight = rls.weight(0, 0);
    double p = rls.covariance(0, 1);
    rls.learn(0, 0, Double.NaN);
    rls.learn(0, 0, Double.NEGATIVE_INFINITY);
    rls.advance(new double[] {1, Double.NaN});
    rls.learn(0, 0, 100);
    rls.advance(new double[] {Double.POSITIVE_INFINITY, 0});
    rls.advance(new double[] {1e200, 0});
    assertThat(rls.weight(0, 0)).isEqualTo(weight);
    assertThat(rls.covariance(0, 1)).isEqualTo(p);
    assertThat(rls.skipped()).isEqualTo(5);
    assertThat(rls.predict(0)).isZero();
  }

  @Test
  void stepsOutOfReachAreRefusedOrUnknown() {
    RecursiveLeastSquares rls = new RecursiveLeastSquares(new RlsSpec(0.99, 1.0), 2, 1, 2, kernel);
    assertThat(rls.predict(0)).isZero();
    rls.advance(new double[] {1, 2});
    rls.learn(1, 0, 3);
    assertThat(rls.weight(0, 0)).isZero();
    assertThatThrownBy(() -> rls.learn(3, 0, 1)).hasMessageContaining("stepsAgo=3");
  }

  @Test
  void nothingIsLearnedAcrossAReset() {
    RecursiveLeastSquares rls = new RecursiveLeastSquares(new RlsSpec(0.99, 1.0), 2, 1, 2, kernel);
    rls.advance(new double[] {1, 2});
    rls.resetCarry();
    rls.learn(0, 0, 3);
    assertThat(rls.weight(0, 0)).isZero();
  }

  @Test
  void restoredItGoesOnBitForBit() {
    RlsSpec spec = new RlsSpec(0.99, 1.0);
    RecursiveLeastSquares rls = new RecursiveLeastSquares(spec, 21, 3, 4, kernel);
    Draws draws = new Chance(2, "rls", 0).draws("data");
    run(rls, draws);
    RecursiveLeastSquares restored = new RecursiveLeastSquares(spec, 21, 3, 4, kernel);
    ArchiveReader.load(ArchiveWriter.bytesOf(rls), restored);
    run(rls, new Chance(3, "rls", 0).draws("data"));
    run(restored, new Chance(3, "rls", 0).draws("data"));
    assertThat(ArchiveWriter.bytesOf(restored)).isEqualTo(ArchiveWriter.bytesOf(rls));
    assertThat(restored.predict(2)).isEqualTo(rls.predict(2)).isNotZero();
  }

  private static void run(RecursiveLeastSquares rls, Draws draws) {
    double[] features = new double[21];
    for (int t = 0; t < 30; t++) {
      for (int i = 0; i < features.length; i++) {
        features[i] = draws.gaussian();
      }
      rls.advance(features);
      for (int ago = 0; ago <= 4; ago++) {
        rls.learn(ago, ago % 3, draws.gaussian());
      }
    }
  }
}
