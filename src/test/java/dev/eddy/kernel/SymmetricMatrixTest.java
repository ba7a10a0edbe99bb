package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SymmetricMatrixTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 31, 32, 33, 70})
  void theLowerTriangleIsCopiedOutAndInWhole(int order) {
    SymmetricMatrix matrix = new SymmetricMatrix(order);
    double[] expected = new double[order * (order + 1) / 2];
    for (int row = 0, at = 0; row < order; row++) {
      for (int column = 0; column <= row; column++) {
        expected[at] = 1 + at;
        matrix.set(row, column, expected[at++]);
      }
    }

    double[] lower = new double[expected.length];
    matrix.copyLowerTo(lower);
    assertThat(lower).containsExactly(expected);

    SymmetricMatrix copy = new SymmetricMatrix(order);
    copy.copyLowerFrom(lower);
    assertThat(copy.values()).containsExactly(matrix.values());
  }
}
