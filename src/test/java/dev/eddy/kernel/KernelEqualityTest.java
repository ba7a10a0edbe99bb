package dev.eddy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vectors of every width give the bits of the plain loops, on any size. */
class KernelEqualityTest {
  private static final int[] SIZES = {0, 1, 2, 3, 5, 15, 16, 17, 31, 33, 48, 65, 130, 140, 256};

  private final Kernel plain = Kernels.plain();

  static Stream<Kernel> kernels() {
    return VectorLoader.kernels();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void products(Kernel vector) {
    SplittableRandom random = new SplittableRandom(1);
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        Panels w = matrix(random, rows, columns);
        float[] x = floats(random, columns + 3);
        float[] start = floats(random, w.rows() + 2);
        float[] expected = start.clone();
        float[] found = start.clone();
        plain.addProduct(w, x, 3, expected, 2);
        vector.addProduct(w, x, 3, found, 2);
        assertThat(found).isEqualTo(expected);
        plain.addWideProduct(w, x, 3, expected, 2);
        vector.addWideProduct(w, x, 3, found, 2);
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void transposes(Kernel vector) {
    SplittableRandom random = new SplittableRandom(8);
    for (int rows : SIZES) {
      for (int columns : SIZES) {
        Panels w = matrix(random, rows, columns);
        for (int first : new int[] {rows, w.rows()}) {
          Panels expected = new Panels(new float[5 + 256 * 272], 5, Kernel.padded(columns), first);
          Panels found = new Panels(new float[5 + 256 * 272], 5, Kernel.padded(columns), first);
          plain.transposeInto(w, expected);
          vector.transposeInto(w, found);
          assertThat(found.values()).isEqualTo(expected.values());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void productsOverWindows(Kernel vector) {
    SplittableRandom random = new SplittableRandom(2);
    for (int rows : new int[] {0, 1, 16, 17, 48, 130}) {
      for (int columns : new int[] {0, 1, 4, 5, 36}) {
        for (int count : new int[] {0, 1, 3, 4, 7, 32}) {
          Panels w = matrix(random, rows, columns);
          Steps x = new Steps(floats(random, 3 + count * (columns + 1)), 3, columns + 1);
          float[] start = floats(random, count * w.rows());
          Steps expected = new Steps(start.clone(), 0, w.rows());
          Steps found = new Steps(start.clone(), 0, w.rows());
          plain.addProducts(w, x, expected, count);
          vector.addProducts(w, x, found, count);
          assertThat(found.values()).isEqualTo(expected.values());
          Steps row = new Steps(floats(random, w.rows() + 1), 1, 0);
          plain.sumsInto(w, row, x, expected, count);
          vector.sumsInto(w, row, x, found, count);
          assertThat(found.values()).isEqualTo(expected.values());

          Panels expectedSum = matrix(random, rows, columns);
          Panels foundSum = matrix(random, rows, columns);
          plain.outerProductsInto(expected, x, count, expectedSum);
          vector.outerProductsInto(expected, x, count, foundSum);
          assertThat(foundSum.values()).isEqualTo(expectedSum.values());

          float[] expectedColumns = floats(random, w.rows());
          float[] foundColumns = floats(random, w.rows());
          plain.columnSumsInto(expected, count, w.rows(), expectedColumns, 0);
          vector.columnSumsInto(expected, count, w.rows(), foundColumns, 0);
          assertThat(foundColumns).isEqualTo(expectedColumns);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void activations(Kernel vector) {
    SplittableRandom random = new SplittableRandom(4);
    for (int size : new int[] {0, 1, 7, 16, 33, 100_000}) {
      float[] x = new float[size + 3];
      for (int i = 0; i < x.length; i++) {
        x[i] = size > 1000 ? Float.intBitsToFloat(random.nextInt()) : random.nextInt(200) - 100;
      }
      float[] expected = new float[size + 5];
      float[] found = new float[size + 5];
      plain.tanhInto(x, expected, size);
      vector.tanhInto(x, found, size);
      assertThat(found).isEqualTo(expected);
      plain.tanhInto(x, 3, expected, 5, size);
      vector.tanhInto(x, 3, found, 5, size);
      assertThat(found).isEqualTo(expected);
      plain.sigmoidInto(x, 3, expected, 5, size);
      vector.sigmoidInto(x, 3, found, 5, size);
      assertThat(found).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void squaredLosses(Kernel vector) {
    SplittableRandom random = new SplittableRandom(5);
    for (int size : SIZES) {
      float[] targets = floats(random, size);
      for (int i = 0; i < size; i += 1 + random.nextInt(4)) {
        targets[i] = Float.NaN;
      }
      assertThat(vector.present(targets, size)).isEqualTo(plain.present(targets, size));
      float[] expected = floats(random, size);
      float[] found = expected.clone();
      assertThat(vector.squaredLoss(found, targets, size, 0.3f, new float[16]))
          .isEqualTo(plain.squaredLoss(expected, targets, size, 0.3f, new float[16]));
      assertThat(found).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sums(Kernel vector) {
    SplittableRandom random = new SplittableRandom(6);
    for (int size : SIZES) {
      float[] x = floats(random, size + 5);
      assertThat(vector.sumOfSquares(x, 5, size, new float[16]))
          .isEqualTo(plain.sumOfSquares(x, 5, size, new float[16]));
      double[] a = doubles(random, size);
      double[] b = doubles(random, size);
      assertThat(vector.dot(a, b, size, new double[16]))
          .isEqualTo(plain.dot(a, b, size, new double[16]));
      double[] expected = b.clone();
      double[] found = b.clone();
      plain.addScaled(0.3, a, expected, size);
      vector.addScaled(0.3, a, found, size);
      assertThat(found).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void symmetricMatrices(Kernel vector) {
    for (int order : SIZES) {
      SplittableRandom random = new SplittableRandom(order);
      SymmetricMatrix expected = symmetric(random, order);
      SymmetricMatrix found = symmetric(new SplittableRandom(order), order);
      double[] x = padded(random, order);
      double[] u = padded(random, order);
      double[] s = padded(random, order);
      double[] expectedProduct = new double[x.length];
      double[] foundProduct = new double[x.length];
      plain.symmetricProductInto(expected, x, expectedProduct);
      vector.symmetricProductInto(found, x, foundProduct);
      assertThat(foundProduct).isEqualTo(expectedProduct);
      plain.symmetricDowndate(expected, u, s);
      vector.symmetricDowndate(found, u, s);
      assertThat(found.values()).isEqualTo(expected.values());
      Arrays.fill(s, 0, order, 1.01);
      plain.symmetricDowndate(expected, u, s);
      vector.symmetricDowndate(found, u, s);
      assertThat(found.values()).isEqualTo(expected.values());
      for (int i = 0; i < order; i++) {
        int mirrored = i / 16 * 16;
        assertThat(found.values()[SymmetricMatrix.rowStart(mirrored) + i])
            .isEqualTo(found.at(mirrored, i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void multiplyAdds(Kernel vector) {
    SplittableRandom random = new SplittableRandom(7);
    float[] expected = floats(random, Kernel.CHAINS);
    float[] found = expected.clone();
    plain.multiplyAddsInto(expected, 5);
    vector.multiplyAddsInto(found, 5);
    assertThat(found).isEqualTo(expected);
    double[] expectedDoubles = doubles(random, Kernel.CHAINS);
    double[] foundDoubles = expectedDoubles.clone();
    plain.multiplyAddsInto(expectedDoubles, 5);
    vector.multiplyAddsInto(foundDoubles, 5);
    assertThat(foundDoubles).isEqualTo(expectedDoubles);
  }

  private static SymmetricMatrix symmetric(SplittableRandom random, int order) {
    SymmetricMatrix matrix = new SymmetricMatrix(order);
    for (int i = 0; i < order; i++) {
      for (int j = 0; j <= i; j++) {
        matrix.set(i, j, random.nextDouble() - 0.5);
      }
    }
    return matrix;
  }

  private static double[] padded(SplittableRandom random, int size) {
    double[] values = new double[Kernel.padded(size)];
    System.arraycopy(doubles(random, size), 0, values, 0, size);
    return values;
  }

  private static Panels matrix(SplittableRandom random, int rows, int columns) {
    Panels w = Panels.zeros(rows, columns);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        w.values()[w.index(r, c)] = (float) (random.nextDouble() * 2 - 1);
      }
    }
    return w;
  }

  private static float[] floats(SplittableRandom random, int size) {
    float[] values = new float[size];
    fill(random, values);
    return values;
  }

  private static void fill(SplittableRandom random, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 6 - 3);
    }
  }

  private static double[] doubles(SplittableRandom random, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextDouble() * 6 - 3;
    }
    return values;
  }
}
