package dev.eddy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.Golden;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;

class SpectralRadiusTest {
  @Test
  void anOutsideImplementationFindsTheSame() {
    JsonNode golden = Golden.load("echo-state.json");
    double expected = golden.get("spectral_radius_unscaled").doubleValue();
    assertThat(SpectralRadius.of(Golden.matrix(golden.get("reservoir_unscaled"))))
        .isCloseTo(expected, within(1e-5 * expected));
  }

  @Test
  void ofADiagonalItIsTheLargestMagnitude() {
    double[][] matrix = {{0.5, 0, 0}, {0, -3, 0}, {0, 0, 2}};
    assertThat(SpectralRadius.of(matrix)).isCloseTo(3, within(3e-5));
    assertThat(SpectralRadius.of(new double[][] {{-7}})).isCloseTo(7, within(1e-9));
  }

  /** 0.8·e^(±i), in coordinates that make lengths swing. */
  @Test
  void ofAComplexPairItIsTheCommonMagnitude() {
    double c = 0.8 * Math.cos(1);
    double s = 0.8 * Math.sin(1);
    assertThat(SpectralRadius.of(new double[][] {{c, -3 * s}, {s / 3, c}}))
        .isCloseTo(0.8, within(1e-5));
    assertThat(SpectralRadius.of(new double[][] {{0, -1}, {1, 0}})).isCloseTo(1, within(1e-6));
  }

  @Test
  void ofANilpotentMatrixItIsZero() {
    assertThat(SpectralRadius.of(new double[][] {{0, 5, 2}, {0, 0, 3}, {0, 0, 0}})).isEqualTo(0);
    assertThat(SpectralRadius.of(new double[][] {{1, -1}, {1, -1}})).isEqualTo(0);
  }

  @Test
  void ofZeroItIsZero() {
    assertThat(SpectralRadius.of(new double[4][4])).isEqualTo(0);
  }

  /** Powers of such a matrix grow long before they shrink, which is the slowest to see through. */
  @Test
  void ofAMatrixFarFromNormalItIsNotTheNorm() {
    assertThat(SpectralRadius.of(new double[][] {{0.9, 1e6}, {0, 0.9}}))
        .isCloseTo(0.9, within(1e-4));
  }

  @Test
  void itGrowsWithTheMatrixWhateverTheSize() {
    double[][] matrix = {{0.1, 0.7}, {-0.4, 0.3}};
    double radius = SpectralRadius.of(matrix);
    for (double factor : new double[] {1e-100, 1e-20, 1e20, 1e100}) {
      double[][] scaled =
          Arrays.stream(matrix)
              .map(row -> Arrays.stream(row).map(value -> value * factor).toArray())
              .toArray(double[][]::new);
      assertThat(SpectralRadius.of(scaled)).isCloseTo(factor * radius, within(1e-9 * factor));
    }
  }

  @Test
  void itIsTheLargestOfTheEigenvalues() {
    SplittableRandom random = new SplittableRandom(1);
    for (int size = 1; size <= 40; size += 3) {
      double[][] matrix = new double[size][];
      Arrays.setAll(matrix, row -> random.doubles(matrix.length, -1, 1).toArray());
      double[][] before = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
      EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, false);
      assertThat(eigen.decompose(new DMatrixRMaj(matrix))).isTrue();
      double expected = 0;
      for (int i = 0; i < eigen.getNumberOfEigenvalues(); i++) {
        expected = Math.max(expected, eigen.getEigenvalue(i).getMagnitude());
      }
      assertThat(SpectralRadius.of(matrix)).isCloseTo(expected, within(3e-5 * expected));
      assertThat(matrix).isDeepEqualTo(before);
    }
  }
}
