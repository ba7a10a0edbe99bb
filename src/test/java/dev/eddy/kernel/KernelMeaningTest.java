package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The plain loops against the textbook's double sums, and the choice between kernels. */
class KernelMeaningTest {
  private final Kernel plain = Kernels.plain();
  private final SplittableRandom random = new SplittableRandom(9);

  @AfterEach
  void chooseTheBest() {
    Kernels.force(Kernels.vector().isPresent() ? "vector" : "plain");
  }

  @Test
  void productsAreMatrixProducts() {
    int rows = 37;
    int columns = 22;
    float[][] w = new float[rows][columns];
    Panels panels = Panels.zeros(rows, columns);
    float[] x = new float[columns];
    for (int c = 0; c < columns; c++) {
      x[c] = random.nextInt(-9, 10);
      for (int r = 0; r < rows; r++) {
        w[r][c] = random.nextInt(-9, 10);
        panels.values()[panels.index(r, c)] = w[r][c];
      }
    }
    float[] once = new float[panels.rows()];
    float[] twice = new float[panels.rows()];
    plain.addProduct(panels, x, 0, once, 0);
    plain.addProduct(panels, x, 0, twice, 0);
    plain.addWideProduct(panels, x, 0, twice, 0);
    Panels transposed = Panels.zeros(columns, rows);
    plain.transposeInto(panels, transposed);
    for (int r = 0; r < rows; r++) {
      float sum = 0;
      for (int c = 0; c < columns; c++) {
        sum += w[r][c] * x[c]; // whole numbers: exact in any order
        assertThat(transposed.values()[transposed.index(c, r)]).isEqualTo(w[r][c]);
      }
      assertThat(once[r]).isEqualTo(sum);
      assertThat(twice[r]).isEqualTo(2 * sum);
    }
    assertThat(once[rows]).isZero();
  }

  @Test
  void sumsBeginWithTheSameRowOrWithWhatTheyAreAddedTo() {
    Panels w = Panels.zeros(1, 2);
    w.values()[0] = 1;
    w.values()[16] = 2;
    Steps x = new Steps(new float[] {3, 4, 5, 6}, 0, 2);
    Steps y = new Steps(new float[32], 0, 16);
    y.values()[16] = 99;
    float[] row = new float[16];
    row[0] = 100;
    plain.sumsInto(w, new Steps(row, 0, 0), x, y, 2);
    assertThat(y.values()[0]).isEqualTo(111f);
    assertThat(y.values()[16]).isEqualTo(117f);
    plain.addProducts(w, x, y, 2);
    assertThat(y.values()[16]).isEqualTo(134f);
  }

  @Test
  void outerProductsAreSummedOverSteps() {
    float[] values = new float[33];
    values[1] = 1;
    values[2] = 2;
    values[17] = 3;
    values[18] = 4;
    Steps d = new Steps(values, 1, 16);
    Panels g = Panels.zeros(2, 1);
    g.values()[0] = 99;
    plain.outerProductsInto(d, new Steps(new float[] {10, 100}, 0, 1), 2, g);
    assertThat(g.values()).startsWith(310f, 420f, 0f);
    float[] sums = new float[16];
    plain.columnSumsInto(d, 2, 16, sums, 0);
    assertThat(sums).startsWith(4f, 6f, 0f);
  }

  @Test
  void symmetricOperationsAreMatrixOperations() {
    int order = 37;
    SymmetricMatrix p = new SymmetricMatrix(order);
    double[] x = new double[48];
    double[] scale = new double[48];
    for (int i = 0; i < order; i++) {
      x[i] = random.nextInt(-9, 10);
      scale[i] = 1 + random.nextInt(3);
      for (int j = 0; j <= i; j++) {
        p.set(i, j, random.nextInt(-9, 10));
      }
    }
    double[] y = new double[48];
    plain.symmetricProductInto(p, x, y);
    double[][] expected = new double[order][order];
    for (int i = 0; i < order; i++) {
      double sum = 0;
      for (int j = 0; j < order; j++) {
        sum += p.at(i, j) * x[j];
        expected[i][j] = (p.at(i, j) - x[i] * x[j]) * scale[i] * scale[j];
      }
      assertThat(y[i]).isEqualTo(sum);
    }
    plain.symmetricDowndate(p, x, scale);
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        assertThat(p.at(i, j)).isEqualTo(expected[i][j]);
      }
    }
  }

  @Test
  void reductionsAreSums() {
    double[] a = new double[50];
    double[] b = new double[50];
    float[] x = new float[50];
    double dot = 0;
    double squares = 0;
    for (int i = 0; i < 50; i++) {
      a[i] = i;
      b[i] = 50 - i;
      x[i] = i;
      dot += a[i] * b[i];
      squares += (double) i * i;
    }
    assertThat(plain.dot(a, b, 50, new double[16])).isEqualTo(dot);
    assertThat((double) plain.sumOfSquares(x, 0, 50, new float[16])).isEqualTo(squares);
    plain.addScaled(2, a, b, 49);
    assertThat(b[48]).isEqualTo(2 + 96);
    assertThat(b[49]).isEqualTo(1);
  }

  @Test
  void missingTargetsCostNothing() {
    float[] y = {3, 9, -1, 7};
    float[] targets = {1, Float.NaN, 2, Float.NaN};
    assertThat(plain.present(targets, 4)).isEqualTo(2);
    assertThat(plain.squaredLoss(y, targets, 4, 0.5f, new float[16])).isEqualTo(4f + 9f);
    assertThat(y).containsExactly(1f, 0f, -1.5f, 0f);
  }

  @Test
  void theKernelIsChosenByName() {
    Kernels.force("plain");
    assertThat(Kernels.active().description()).isEqualTo("plain");
    Kernels.force("vector");
    assertThat(Kernels.active().description()).matches("vector-(128|256|512)");
    assertThatThrownBy(() -> Kernels.force("fast"))
        .hasMessage("kernel=fast: must be plain or vector");
  }
}
