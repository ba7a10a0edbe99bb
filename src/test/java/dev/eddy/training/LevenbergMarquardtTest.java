package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.spec.LevenbergMarquardtSpec;
import dev.eddy.training.LevenbergMarquardt.Fit;
import dev.eddy.training.LevenbergMarquardt.Problem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevenbergMarquardtTest {
  /**
   * Half the sum of squares of 10·(y − x²) and 1 − x (Rosenbrock 1960, doi 10.1093/comjnl/3.3.175),
   * whose only minimum is 0 at (1, 1), at the end of a bent valley.
   */
  private static final class Rosenbrock implements Problem {
    int losses;
    int linearisations;

    @Override
    public double loss(double[] p) {
      losses++;
      return value(p);
    }

    private static double value(double[] p) {
      double first = 10 * (p[1] - p[0] * p[0]);
      double second = 1 - p[0];
      return (first * first + second * second) / 2;
    }

    @Override
    public double linearise(double[] p, double[] gradient, double[] normal) {
      linearisations++;
      double[][] jacobian = {{-20 * p[0], 10}, {-1, 0}};
      double[] errors = {10 * (p[1] - p[0] * p[0]), 1 - p[0]};
      for (int e = 0; e < 2; e++) {
        for (int i = 0; i < 2; i++) {
          gradient[i] += errors[e] * jacobian[e][i];
          for (int j = 0; j <= i; j++) {
            normal[2 * i + j] += jacobian[e][i] * jacobian[e][j];
          }
        }
      }
      return value(p);
    }
  }

  private static LevenbergMarquardt optimizer(int iterations) {
    return new LevenbergMarquardt(new LevenbergMarquardtSpec(null, iterations, null, 0.01, null));
  }

  @ParameterizedTest
  @CsvSource({"-1.2, 1", "3, -4", "0, 0", "-5, 30"})
  void itFindsTheEndOfTheValley(double x, double y) {
    double[] p = {x, y};
    Fit fit = optimizer(100).fit(p, new Rosenbrock());
    assertThat(p[0]).isCloseTo(1, within(1e-9));
    assertThat(p[1]).isCloseTo(1, within(1e-9));
    assertThat(fit.loss()).isCloseTo(0, within(1e-18));
    assertThat(fit.accepted()).isBetween(1, 99);
  }

  @Test
  void noStepMakesItWorseAndWhatIsTriedIsBounded() {
    LevenbergMarquardt optimizer = optimizer(1);
    double[] p = {-1.2, 1};
    double before = Rosenbrock.value(p);
    int rejected = 0;
    for (int i = 0; i < 60; i++) {
      Rosenbrock problem = new Rosenbrock();
      double[] was = p.clone();
      Fit fit = optimizer.fit(p, problem);
      assertThat(problem.losses).isEqualTo(1);
      assertThat(problem.linearisations).isEqualTo(1);
      assertThat(fit.loss()).isEqualTo(Rosenbrock.value(p)).isLessThanOrEqualTo(before);
      if (fit.accepted() == 0) {
        assertThat(p).isEqualTo(was);
        rejected++;
      }
      before = fit.loss();
    }
    assertThat(rejected).isBetween(1, 40);
    assertThat(before).isLessThan(1e-12);
  }

  /** A straight line, whose least squares are the normal equations: one step, undamped. */
  @Test
  void aLinearProblemTakesOneStep() {
    double[] x = {0, 1, 2, 5};
    double[] y = {1, 3, 4, 12};
    Problem line =
        new Problem() {
          @Override
          public double loss(double[] p) {
            return linearise(p, new double[2], new double[4]);
          }

          @Override
          public double linearise(double[] p, double[] gradient, double[] normal) {
            double loss = 0;
            for (int i = 0; i < x.length; i++) {
              double error = p[0] + p[1] * x[i] - y[i];
              loss += error * error / 2;
              gradient[0] += error;
              gradient[1] += error * x[i];
              normal[0] += 1;
              normal[2] += x[i];
              normal[3] += x[i] * x[i];
            }
            return loss;
          }
        };
    double[] p = {7, -3};
    LevenbergMarquardtSpec undamped = new LevenbergMarquardtSpec(null, 1, null, 1e-14, null);
    Fit fit = new LevenbergMarquardt(undamped).fit(p, line);
    assertThat(fit.accepted()).isEqualTo(1);
    assertThat(p[0]).isCloseTo(8.0 / 14, within(1e-9)); // by hand: n Σxy − Σx Σy and so on
    assertThat(p[1]).isCloseTo(31.0 / 14, within(1e-9));
    assertThat(fit.gradientNorm()).isCloseTo(Math.hypot(-16, -105), within(1e-9));
  }

  @Test
  void whatIsNotFiniteIsRejected() {
    Problem cliff =
        new Problem() {
          @Override
          public double loss(double[] p) {
            return p[0] < 0.5 ? Double.NaN : p[0];
          }

          @Override
          public double linearise(double[] p, double[] gradient, double[] normal) {
            gradient[0] = 1;
            normal[0] = 1;
            return p[0];
          }
        };
    double[] p = {1};
    Fit fit = optimizer(20).fit(p, cliff);
    assertThat(p[0]).isBetween(0.5, 0.95);
    assertThat(fit.loss()).isEqualTo(p[0]);
  }

  @Test
  void aProblemWithoutASolutionLeavesEverything() {
    Problem flat =
        new Problem() {
          @Override
          public double loss(double[] p) {
            return 1;
          }

          @Override
          public double linearise(double[] p, double[] gradient, double[] normal) {
            return 1;
          }
        };
    double[] p = {1, 2};
    assertThat(optimizer(5).fit(p, flat)).isEqualTo(new Fit(0, 1, 0));
    assertThat(p).containsExactly(1, 2);
  }

  @Test
  void loadedItGoesOnWithItsDamping() {
    LevenbergMarquardt whole = optimizer(1);
    double[] p = {-1.2, 1};
    whole.fit(p, new Rosenbrock());
    LevenbergMarquardt loaded = optimizer(1);
    ArchiveReader.load(ArchiveWriter.bytesOf(whole), loaded);
    LevenbergMarquardt fresh = optimizer(1);
    double[][] ends = new double[3][];
    LevenbergMarquardt[] all = {whole, loaded, fresh};
    for (int i = 0; i < 3; i++) {
      ends[i] = p.clone();
      all[i].fit(ends[i], new Rosenbrock());
    }
    assertThat(ends[1]).isEqualTo(ends[0]);
    assertThat(Arrays.equals(ends[2], ends[0])).isFalse();
  }
}
