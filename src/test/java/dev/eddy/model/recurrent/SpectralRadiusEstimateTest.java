package dev.eddy.model.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Kernels;
import dev.eddy.kernel.Panels;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;
import org.junit.jupiter.api.Test;

class SpectralRadiusEstimateTest {
  private static final Parameters NO_PARAMETERS = Parameters.zeros(new ParameterLayout());

  private final Kernel kernel = Kernels.active();

  private static Panels matrix(double[][] rows) {
    Panels matrix = Panels.zeros(rows.length, rows.length);
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows.length; c++) {
        matrix.values()[matrix.index(r, c)] = (float) rows[r][c];
      }
    }
    return matrix;
  }

  /** As a network asks: at every update, most of which leave the matrix alone. */
  private double estimate(SpectralRadiusEstimate radius, Panels matrix) {
    if (radius.due()) {
      radius.follow(
          (parameters, x, y, by) -> by.addProduct(matrix, x, 0, y, 0), NO_PARAMETERS, kernel);
    } else {
      radius.skip();
    }
    return radius.value();
  }

  @Test
  void aRealEigenvalueIsFound() {
    Panels matrix = matrix(new double[][] {{2, 5, 1}, {0, -3, 1}, {0, 0, 0.5}});
    assertThat(estimate(new SpectralRadiusEstimate(3), matrix)).isCloseTo(3, within(1e-3));
  }

  /** Eigenvalues 0.8·e^(±iφ), in coordinates that make lengths swing. */
  @Test
  void aComplexPairIsFound() {
    double c = 0.8 * Math.cos(1);
    double s = 0.8 * Math.sin(1);
    Panels matrix = matrix(new double[][] {{c, -3 * s}, {s / 3, c}});
    assertThat(estimate(new SpectralRadiusEstimate(2), matrix)).isCloseTo(0.8, within(0.03));
  }

  @Test
  void theEstimateFollowsAMatrixThatChanges() {
    SpectralRadiusEstimate radius = new SpectralRadiusEstimate(2);
    estimate(radius, matrix(new double[][] {{1, 0}, {0, 0.1}}));
    Panels later = matrix(new double[][] {{1, 0}, {0, 2}});
    double estimate = 0;
    for (int call = 0; call < 400; call++) {
      estimate = estimate(radius, later);
    }
    assertThat(estimate).isCloseTo(2, within(0.01));
    SpectralRadiusEstimate restored = new SpectralRadiusEstimate(2);
    ArchiveReader.load(ArchiveWriter.bytesOf(radius), restored);
    assertThat(estimate(restored, later)).isEqualTo(estimate(radius, later));
  }

  @Test
  void theZeroMatrixHasNone() {
    assertThat(estimate(new SpectralRadiusEstimate(5), Panels.zeros(5, 5)))
        .isCloseTo(0, within(1e-9));
  }
}
