package dev.eddy.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The double operations under recursive least squares. Sixteen partial sums take two vectors or
 * more; each has a pass of its own, over two rows of a matrix at a time.
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
    double[] partial = p.partial();
    int pairs = p.order() / 2 * 2;
    for (int row = 0; row < pairs; row += 2) {
      for (int lane = 0; lane < PANEL; lane += LANES) {
        rowPair(p, x, y, row, lane);
      }
      y[row] = PartialSums.total(partial, 0);
      y[row + 1] = PartialSums.total(partial, PANEL);
    }
    if (pairs < p.order()) {
      for (int lane = 0; lane < PANEL; lane += LANES) {
        lastRow(p, x, y, pairs, lane);
      }
      y[pairs] = PartialSums.total(partial, 0);
    }
  }

  /**
   * One vector of two rows' partial sums; on the way, their share in the columns before them, the
   * upper row's first. Two rows share what is read of x and y.
   */
  private static void rowPair(SymmetricMatrix p, double[] x, double[] y, int row, int lane) {
    double[] values = p.values();
    int block = row / PANEL * PANEL;
    int upper = SymmetricMatrix.rowStart(row) + lane;
    int lower = upper + block + PANEL;
    DoubleVector upperFactor = DoubleVector.broadcast(S, x[row]);
    DoubleVector lowerFactor = DoubleVector.broadcast(S, x[row + 1]);
    DoubleVector upperSum = DoubleVector.zero(S);
    DoubleVector lowerSum = DoubleVector.zero(S);
    for (int j = 0; j < block; j += PANEL) {
      DoubleVector above = load(values, upper + j);
      DoubleVector below = load(values, lower + j);
      DoubleVector factor = load(x, lane + j);
      upperSum = above.fma(factor, upperSum);
      lowerSum = below.fma(factor, lowerSum);
      below.fma(lowerFactor, above.fma(upperFactor, load(y, lane + j))).intoArray(y, lane + j);
    }
    DoubleVector last = load(x, lane + block);
    load(values, upper + block).fma(last, upperSum).intoArray(p.partial(), lane);
    load(values, lower + block).fma(last, lowerSum).intoArray(p.partial(), PANEL + lane);
  }

  /** The same for a last row by itself. */
  private static void lastRow(SymmetricMatrix p, double[] x, double[] y, int row, int lane) {
    double[] values = p.values();
    int block = row / PANEL * PANEL;
    int start = SymmetricMatrix.rowStart(row) + lane;
    DoubleVector factor = DoubleVector.broadcast(S, x[row]);
    DoubleVector sum = DoubleVector.zero(S);
    for (int j = 0; j < block; j += PANEL) {
      DoubleVector element = load(values, start + j);
      sum = element.fma(load(x, lane + j), sum);
      element.fma(factor, load(y, lane + j)).intoArray(y, lane + j);
    }
    load(values, start + block).fma(load(x, lane + block), sum).intoArray(p.partial(), lane);
  }

  static void symmetricDowndate(SymmetricMatrix p, double[] u, double[] s) {
    boolean even = p.order() > 0 && s[0] > 0;
    for (int row = 1; row < p.order(); row++) {
      even &= s[row] == s[0];
    }
    for (int row = 0; row < p.order(); row++) {
      int start = SymmetricMatrix.rowStart(row);
      int length = row / PANEL * PANEL + PANEL;
      if (even) {
        downdateRow(p.values(), start, length, u, -u[row], s[row] * s[row]);
      } else {
        downdateRow(p.values(), start, length, u, s, row);
      }
    }
  }

  /** With one scale for all, as nearly always: what lies beyond the matrix is 0 at any scale. */
  private static void downdateRow(
      double[] values, int start, int length, double[] u, double negated, double squaredScale) {
    DoubleVector factor = DoubleVector.broadcast(S, negated);
    DoubleVector scale = DoubleVector.broadcast(S, squaredScale);
    for (int j = 0; j < length; j += LANES) {
      factor.fma(load(u, j), load(values, start + j)).mul(scale).intoArray(values, start + j);
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
