package dev.eddy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.training.LeastSquares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchReadoutTest {
  private static final int TARGETS = 2;
  private static final int HORIZON = 3;
  private static final int FEATURES = 4;
  private static final int EVERY = 10;
  private static final int HISTORY = 25;

  private final SplittableRandom random = new SplittableRandom(1);
  private final ToldFrame frame = new ToldFrame(TARGETS, HORIZON);
  private final List<double[]> past = new ArrayList<>();
  private final List<double[][]> told = new ArrayList<>(); // [step][target][h] residuals

  /**
   * Features and residuals of a step, of which a share is missing; a seventh step is unobserved.
   */
  private void tell(double missing, boolean gaps) {
    int n = past.size();
    double[] features = new double[FEATURES];
    Arrays.setAll(features, i -> (float) random.nextDouble(-1, 1));
    past.add(features);
    boolean gap = gaps && n % 7 == 3;
    Arrays.fill(frame.values, gap ? Double.NaN : 1);
    for (int t = 0; t < TARGETS; t++) {
      for (int h = 1; h <= HORIZON; h++) {
        boolean none = gap || n < h || random.nextDouble() < missing;
        frame.residuals[t][h - 1] = none ? Double.NaN : (float) random.nextDouble(-2, 2);
      }
    }
    told.add(Arrays.stream(frame.residuals).map(double[]::clone).toArray(double[][]::new));
  }

  private double[] last() {
    return past.get(past.size() - 1);
  }

  /**
   * What ridge regression says for the features of the last step: of each output alone, from all
   * that was told of the origins whose horizons have all passed, by Gaussian elimination.
   */
  private double expected(int t, int h, boolean gaps, double ridge) {
    double[][] system = new double[FEATURES][FEATURES + 1];
    for (int i = 0; i < FEATURES; i++) {
      system[i][i] = ridge;
    }
    int n = past.size() - 1;
    for (int origin = Math.max(0, n - HORIZON - HISTORY + 1); origin <= n - HORIZON; origin++) {
      double target = told.get(origin + h)[t][h - 1];
      if (Double.isNaN(target) || (gaps && origin % 7 == 3)) {
        continue;
      }
      double[] f = past.get(origin);
      for (int i = 0; i < FEATURES; i++) {
        for (int j = 0; j < FEATURES; j++) {
          system[i][j] += f[i] * f[j];
        }
        system[i][FEATURES] += f[i] * target;
      }
    }
    for (int pivot = 0; pivot < FEATURES; pivot++) {
      for (int row = 0; row < FEATURES; row++) {
        double factor = row == pivot ? 0 : system[row][pivot] / system[pivot][pivot];
        for (int column = pivot; column <= FEATURES; column++) {
          system[row][column] -= factor * system[pivot][column];
        }
      }
    }
    double sum = 0;
    for (int i = 0; i < FEATURES; i++) {
      sum += last()[i] * system[i][FEATURES] / system[i][i];
    }
    return sum;
  }

  private BatchReadout readout(LeastSquares method) {
    return new BatchReadout(method, EVERY, HISTORY, FEATURES, frame);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3})
  void eachSolutionIsThatOfTheHistoryAlone(double missing) {
    boolean gaps = missing > 0;
    BatchReadout readout = readout(LeastSquares.ridge(0.5));
    int solutions = 0;
    for (int n = 0; n < 120; n++) {
      tell(missing, gaps);
      readout.learn(frame, last());
      if (readout.report().isPresent()) {
        solutions++;
        assertThat(readout.report().get().updates()).isEqualTo(solutions);
        for (int t = 0; t < TARGETS; t++) {
          for (int h = 1; h <= HORIZON; h++) {
            assertThat(readout.predict(t, h))
                .as("step %d, target %d, horizon %d", n, t, h)
                .isCloseTo(expected(t, h, gaps, 0.5), within(1e-9));
          }
        }
      }
    }
    assertThat(solutions).isBetween(9, 11);
  }

  @Test
  void thePseudoInverseWaitsForTwoSamplesAFeature() {
    BatchReadout readout = readout(LeastSquares.pseudoInverse());
    int first = 0;
    for (int n = 1; n <= 40 && first == 0; n++) {
      tell(0, false);
      readout.learn(frame, last());
      first = readout.report().isPresent() ? n : 0;
    }
    assertThat(first).isEqualTo(EVERY + 1); // the first step completes no pair
    assertThat(readout.predict(0, 1)).isCloseTo(expected(0, 1, false, 1e-12), within(1e-9));
  }

  @Test
  void featuresThatAreNotFiniteSayNothingAndTeachNothing() {
    BatchReadout readout = readout(LeastSquares.ridge(0.5));
    BatchReadout spared = readout(LeastSquares.ridge(0.5));
    for (int n = 0; n < 60; n++) {
      tell(0, false);
      boolean damaged = n == 25;
      double[] features = last();
      readout.learn(frame, damaged ? new double[] {1, Double.NaN, 0, 0} : features);
      if (damaged) {
        assertThat(readout.predict(1, 2)).isZero();
        Arrays.fill(frame.values, Double.NaN);
      }
      spared.learn(frame, features);
    }
    assertThat(readout.predict(1, 2)).isEqualTo(spared.predict(1, 2)).isNotZero();
  }

  @Test
  void theReportIsOfTheErrorsBeforeTheSolution() {
    BatchReadout readout = readout(LeastSquares.ridge(0.5));
    double loss = Double.NaN;
    for (int n = 0; n <= EVERY; n++) {
      tell(0, false);
      readout.learn(frame, last());
    }
    double squared = 0;
    int pairs = 0;
    for (int origin = 0; origin <= EVERY - HORIZON; origin++) {
      for (int t = 0; t < TARGETS; t++) {
        for (int h = 1; h <= HORIZON; h++) {
          squared += Math.pow(told.get(origin + h)[t][h - 1], 2); // the weights were zero
          pairs++;
        }
      }
    }
    loss = squared / pairs;
    LearningReport report = readout.report().orElseThrow();
    assertThat(report.loss()).isCloseTo(loss, within(1e-12));
    assertThat(report.gradient().norm()).isPositive();
  }

  @Test
  void afterALongSilenceFeaturesFromBeforeItTeachNothing() {
    BatchReadout readout = readout(LeastSquares.ridge(0.5));
    BatchReadout other = readout(LeastSquares.ridge(0.5));
    for (int n = 0; n < 30; n++) {
      tell(0, false);
      readout.learn(frame, last());
      other.learn(frame, last());
    }
    readout.resetCarry();
    other.resetCarry();
    for (int n = 0; n < 40; n++) {
      tell(0, false);
      readout.learn(frame, last());
      for (int t = 0; t < TARGETS; t++) {
        for (int h = n + 1; h <= HORIZON; h++) {
          frame.residuals[t][h - 1] = 1e6; // whatever it is
        }
      }
      other.learn(frame, last());
    }
    assertThat(other.predict(1, 3)).isEqualTo(readout.predict(1, 3)).isNotZero();
  }

  @Test
  void frozenStepsTakeNoPlaceInTheHistory() {
    BatchReadout readout = readout(LeastSquares.ridge(0.5));
    BatchReadout other = readout(LeastSquares.ridge(0.5));
    for (int n = 0; n < 30; n++) {
      tell(0, false);
      readout.learn(frame, last());
      other.learn(frame, last());
    }
    readout.resetCarry();
    other.resetCarry();
    frame.frozen = true;
    for (int n = 0; n < 100; n++) {
      tell(0, false);
      other.learn(frame, last());
      assertThat(other.report()).isEmpty();
    }
    frame.frozen = false;
    for (int n = 0; n < HISTORY - 10; n++) {
      tell(0, false);
      readout.learn(frame, last());
      other.learn(frame, last());
    }
    assertThat(other.predict(1, 3)).isEqualTo(readout.predict(1, 3)).isNotZero();
  }
}
