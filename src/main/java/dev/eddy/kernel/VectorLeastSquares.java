package dev.eddy.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The double operations under recursive least squares. Sixteen partial sums take two vectors or
 * more; a pass over a row of a matrix holds two of them at any width.
 */
final class VectorLeastSquares {
  private static final VectorSpecies<Double> S = VectorWidth.DOUBLES;
  private static final int LANES = S.length();
  private static final int PANEL = Kernel.PANEL;

  private VectorLeastSquares() {}

  static double dot(double[] a, double[] b, int count, double[] partial) {
    int whole = count / PANEL * PANEL;
    for (int lane = 0; lane < PANEL; lane += LANES) {
      DoubleVector sum = DoubleVector.zero(S);
      for (int i = lane; i < whole; i += PANEL) {
        sum = load(a, i).fma(load(b, i), sum);
      }
      sum.intoArray(partial, lane);
    }
    for (int i = whole; i < count; i++) {
      partial[i - whole] = Math.fma(a[i], b[i], partial[i - whole]);
    }
    return PartialSums.total(partial);
  }

  static void addScaled(double scale, double[] x, double[] y, int count) {
    int whole = S.loopBound(count);
    DoubleVector factor = DoubleVector.broadcast(S, scale);
    for (int i = 0; i < whole; i += LANES) {
      factor.fma(load(x, i), load(y, i)).intoArray(y, i);
    }
    for (int i = whole; i < count; i++) {
      y[i] = Math.fma(scale, x[i], y[i]);
    }
  }

  static void symmetricProductInto(SymmetricMatrix p, double[] x, double[] y) {
    for (int row = 0; row < p.order(); row++) {
      int start = SymmetricMatrix.rowStart(row);
      int block = row / PANEL * PANEL;
      for (int lane = 0; lane < PANEL; lane += 2 * LANES) {
        rowPart(p, start + lane, x, y, row, block, lane);
      }
      y[row] = PartialSums.total(p.partial());
    }
  }

  /** Two vectors of a row's partial sums; on the way, the row's share in the columns before it. */
  private static void rowPart(
      SymmetricMatrix p, int start, double[] x, double[] y, int row, int block, int lane) {
    double[] values = p.values();
    int second = lane + LANES;
    DoubleVector factor = DoubleVector.broadcast(S, x[row]);
    DoubleVector sum0 = DoubleVector.zero(S);
    DoubleVector sum1 = DoubleVector.zero(S);
    for (int j = 0; j < block; j += PANEL) {
      DoubleVector element0 = load(values, start + j);
      DoubleVector element1 = load(values, start + LANES + j);
      sum0 = element0.fma(load(x, lane + j), sum0);
      sum1 = element1.fma(load(x, second + j), sum1);
      element0.fma(factor, load(y, lane + j)).intoArray(y, lane + j);
      element1.fma(factor, load(y, second + j)).intoArray(y, second + j);
    }
    load(values, start + block).fma(load(x, block + lane), sum0).intoArray(p.partial(), lane);
    load(values, start + LANES + block)
        .fma(load(x, block + second), sum1)
        .intoArray(p.partial(), second);
  }

  static void symmetricDowndate(SymmetricMatrix p, double[] u, double[] s) {
    for (int row = 0; row < p.order(); row++) {
      int length = row / PANEL * PANEL + PANEL;
      downdateRow(p.values(), SymmetricMatrix.rowStart(row), length, u, s, row);
    }
  }

  private static void downdateRow(
      double[] values, int start, int length, double[] u, double[] s, int row) {
    DoubleVector factor = DoubleVector.broadcast(S, -u[row]);
    DoubleVector scale = DoubleVector.broadcast(S, s[row]);
    for (int j = 0; j < length; j += LANES) {
      DoubleVector downdated = factor.fma(load(u, j), load(values, start + j));
      downdated.mul(scale.mul(load(s, j))).intoArray(values, start + j);
    }
  }

  private static DoubleVector load(double[] values, int at) {
    return DoubleVector.fromArray(S, values, at);
  }
}
