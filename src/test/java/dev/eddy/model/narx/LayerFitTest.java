package dev.eddy.model.narx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.model.narx.LayerFit.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The layer and its derivatives against a reference that knows nothing of blocks. */
class LayerFitTest {
  private static final double RIDGE = 0.3;

  /** One layer with a history, in plain loops. */
  private static final class Reference {
    final Shape shape;
    final double threshold;
    final float[] past;
    final float[] wanted;
    final double[] p;

    Reference(Shape shape, int slots, double missing, double threshold) {
      this.shape = shape;
      this.threshold = threshold;
      SplittableRandom random = new SplittableRandom(5);
      past = new float[slots * shape.features()];
      wanted = new float[slots * shape.outputs()];
      for (int i = 0; i < past.length; i++) {
        past[i] = (float) random.nextDouble(-1, 1);
      }
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = random.nextDouble() < missing ? Float.NaN : (float) random.nextDouble(-2, 2);
      }
      p = random.doubles(shape.size(), -1, 1).toArray();
    }

    double error(double[] p, int slot, int output) {
      int k = shape.features();
      double sum = 0;
      for (int u = 0; u < shape.units(); u++) {
        double z = p[u * (k + 1) + k];
        for (int i = 0; i < k; i++) {
          z += p[u * (k + 1) + i] * past[slot * k + i];
        }
        sum += p[shape.units() * (k + 1) + output * shape.units() + u] * Math.tanh(z);
      }
      return sum - wanted[slot * shape.outputs() + output];
    }

    double loss(double[] p) {
      double loss = RIDGE / 2 * Arrays.stream(p).map(x -> x * x).sum();
      for (int i = 0; i < wanted.length; i++) {
        if (!Float.isNaN(wanted[i])) {
          double e = Math.abs(error(p, i / shape.outputs(), i % shape.outputs()));
          loss += e <= threshold ? e * e / 2 : threshold * e - threshold * threshold / 2;
        }
      }
      return loss;
    }

    double[] moved(int at, double by) {
      double[] moved = p.clone();
      moved[at] += by;
      return moved;
    }

    double slope(int at) {
      return (loss(moved(at, 1e-5)) - loss(moved(at, -1e-5))) / 2e-5;
    }

    /** J'·W·J by central differences of the errors. */
    double[][] normal() {
      int n = shape.size();
      double[][] normal = new double[n][n];
      for (int i = 0; i < n; i++) {
        normal[i][i] = RIDGE;
      }
      for (int e = 0; e < wanted.length; e++) {
        if (Float.isNaN(wanted[e])) {
          continue;
        }
        int slot = e / shape.outputs();
        int output = e % shape.outputs();
        double size = Math.abs(error(p, slot, output));
        double weight = size <= threshold ? 1 : threshold / size;
        double[] row = new double[n];
        for (int i = 0; i < n; i++) {
          row[i] =
              (error(moved(i, 1e-5), slot, output) - error(moved(i, -1e-5), slot, output)) / 2e-5;
        }
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            normal[i][j] += weight * row[i] * row[j];
          }
        }
      }
      return normal;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 0, Infinity",
    "3, 2, 1, 5, 0, Infinity",
    "2, 3, 4, 6, 0.4, Infinity",
    "4, 1, 3, 7, 0.9, Infinity",
    "3, 4, 2, 8, 0.2, 0.7"
  })
  void lossGradientAndNormalMatrixAreThoseOfTheErrors(
      int units, int features, int outputs, int slots, double missing, double threshold) {
    Reference reference =
        new Reference(new Shape(units, features, outputs), slots, missing, threshold);
    LayerFit fit =
        new LayerFit(reference.shape, reference.past, reference.wanted, threshold, RIDGE);
    int n = reference.shape.size();
    double[] gradient = new double[n];
    double[] normal = new double[n * n];
    double loss = fit.linearise(reference.p, gradient, normal);
    assertThat(loss).isCloseTo(reference.loss(reference.p), within(1e-9));
    assertThat(fit.loss(reference.p)).isEqualTo(loss);
    int pairs = 0;
    for (float wanted : reference.wanted) {
      pairs += Float.isNaN(wanted) ? 0 : 1;
    }
    assertThat(fit.pairs()).isEqualTo(pairs);
    double[][] expected = reference.normal();
    for (int i = 0; i < n; i++) {
      assertThat(gradient[i]).as("%d", i).isCloseTo(reference.slope(i), within(1e-6));
      for (int j = 0; j <= i; j++) {
        assertThat(normal[i * n + j]).as("%d, %d", i, j).isCloseTo(expected[i][j], within(1e-6));
      }
    }
  }
}
