package dev.eddy.kernel;

/** The double operations under recursive least squares. */
final class PlainLeastSquares {
  private static final int PANEL = Kernel.PANEL;

  private PlainLeastSquares() {}

  static double dot(double[] a, double[] b, int count, double[] partial) {
    int whole = count / PANEL * PANEL;
    for (int lane = 0; lane < PANEL; lane += 4) {
      double p0 = 0;
      double p1 = 0;
      double p2 = 0;
      double p3 = 0;
      for (int i = lane; i < whole; i += PANEL) {
        p0 = Math.fma(a[i], b[i], p0);
        p1 = Math.fma(a[i + 1], b[i + 1], p1);
        p2 = Math.fma(a[i + 2], b[i + 2], p2);
        p3 = Math.fma(a[i + 3], b[i + 3], p3);
      }
      partial[lane] = p0;
      partial[lane + 1] = p1;
      partial[lane + 2] = p2;
      partial[lane + 3] = p3;
    }
    for (int i = whole; i < count; i++) {
      partial[i - whole] = Math.fma(a[i], b[i], partial[i - whole]);
    }
    return PartialSums.total(partial);
  }

  static void symmetricProductInto(SymmetricMatrix p, double[] x, double[] y) {
    double[] partial = p.partial();
    for (int row = 0; row < p.order(); row++) {
      int start = SymmetricMatrix.rowStart(row);
      int block = row / PANEL * PANEL;
      for (int lane = 0; lane < PANEL; lane += 4) {
        rowPart(p.values(), start + lane, x, lane, block, partial);
      }
      for (int j = 0; j < block; j++) {
        y[j] = Math.fma(p.values()[start + j], x[row], y[j]);
      }
      y[row] = PartialSums.total(partial);
    }
  }

  /** Four of a row's sixteen partial sums, its diagonal block included. */
  private static void rowPart(
      double[] values, int at, double[] x, int lane, int block, double[] partial) {
    double p0 = 0;
    double p1 = 0;
    double p2 = 0;
    double p3 = 0;
    for (int j = 0; j <= block; j += PANEL) {
      p0 = Math.fma(values[at + j], x[lane + j], p0);
      p1 = Math.fma(values[at + j + 1], x[lane + j + 1], p1);
      p2 = Math.fma(values[at + j + 2], x[lane + j + 2], p2);
      p3 = Math.fma(values[at + j + 3], x[lane + j + 3], p3);
    }
    partial[lane] = p0;
    partial[lane + 1] = p1;
    partial[lane + 2] = p2;
    partial[lane + 3] = p3;
  }

  static void symmetricDowndate(SymmetricMatrix p, double[] u, double[] s) {
    double[] values = p.values();
    for (int row = 0; row < p.order(); row++) {
      int start = SymmetricMatrix.rowStart(row);
      int length = row / PANEL * PANEL + PANEL;
      double factor = -u[row];
      double scale = s[row];
      for (int j = 0; j < length; j++) {
        values[start + j] = Math.fma(factor, u[j], values[start + j]) * (scale * s[j]);
      }
    }
  }
}
