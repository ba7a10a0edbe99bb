package dev.eddy.kernel;

/** Sums of columns. Four rows at a time, so that their sums stay in registers. */
final class PlainProducts {
  private static final int PANEL = Kernel.PANEL;

  private PlainProducts() {}

  static void addProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    float[] a = w.values();
    int columns = w.columns();
    for (int row = 0; row < w.rows(); row += 4) {
      int base = w.index(row, 0);
      int to = yFrom + row;
      float y0 = y[to];
      float y1 = y[to + 1];
      float y2 = y[to + 2];
      float y3 = y[to + 3];
      for (int c = 0; c < columns; c++) {
        int at = base + c * PANEL;
        float factor = x[xFrom + c];
        y0 = Math.fma(a[at], factor, y0);
        y1 = Math.fma(a[at + 1], factor, y1);
        y2 = Math.fma(a[at + 2], factor, y2);
        y3 = Math.fma(a[at + 3], factor, y3);
      }
      y[to] = y0;
      y[to + 1] = y1;
      y[to + 2] = y2;
      y[to + 3] = y3;
    }
  }

  /** Two rows at a time, since each of four sums would wait for its own last. */
  static void addWideProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    float[] a = w.values();
    int columns = w.columns();
    int quads = columns / 4 * 4;
    for (int row = 0; row < w.rows(); row += 2) {
      int base = w.index(row, 0);
      float p0 = 0;
      float p1 = 0;
      float p2 = 0;
      float p3 = 0;
      float q0 = 0;
      float q1 = 0;
      float q2 = 0;
      float q3 = 0;
      for (int c = 0; c < quads; c += 4) {
        int at = base + c * PANEL;
        p0 = Math.fma(a[at], x[xFrom + c], p0);
        q0 = Math.fma(a[at + 1], x[xFrom + c], q0);
        p1 = Math.fma(a[at + PANEL], x[xFrom + c + 1], p1);
        q1 = Math.fma(a[at + PANEL + 1], x[xFrom + c + 1], q1);
        p2 = Math.fma(a[at + 2 * PANEL], x[xFrom + c + 2], p2);
        q2 = Math.fma(a[at + 2 * PANEL + 1], x[xFrom + c + 2], q2);
        p3 = Math.fma(a[at + 3 * PANEL], x[xFrom + c + 3], p3);
        q3 = Math.fma(a[at + 3 * PANEL + 1], x[xFrom + c + 3], q3);
      }
      if (quads < columns) {
        int at = base + quads * PANEL;
        p0 = Math.fma(a[at], x[xFrom + quads], p0);
        q0 = Math.fma(a[at + 1], x[xFrom + quads], q0);
      }
      if (quads + 1 < columns) {
        int at = base + (quads + 1) * PANEL;
        p1 = Math.fma(a[at], x[xFrom + quads + 1], p1);
        q1 = Math.fma(a[at + 1], x[xFrom + quads + 1], q1);
      }
      if (quads + 2 < columns) {
        int at = base + (quads + 2) * PANEL;
        p2 = Math.fma(a[at], x[xFrom + quads + 2], p2);
        q2 = Math.fma(a[at + 1], x[xFrom + quads + 2], q2);
      }
      y[yFrom + row] += (p0 + p1) + (p2 + p3);
      y[yFrom + row + 1] += (q0 + q1) + (q2 + q3);
    }
  }

  /** Two columns at a time, since each of four sums would wait for its own last. */
  static void outerProductsInto(Steps d, Steps x, int count, Panels g) {
    int pairs = g.columns() / 2 * 2;
    for (int row = 0; row < g.rows(); row += 4) {
      for (int c = 0; c < pairs; c += 2) {
        outerPair(d, x, count, g, row, c);
      }
      for (int r = row; pairs < g.columns() && r < row + 4; r++) {
        float sum = 0;
        for (int t = 0; t < count; t++) {
          sum = Math.fma(d.values()[d.at(t) + r], x.values()[x.at(t) + pairs], sum);
        }
        g.values()[g.index(r, pairs)] = sum;
      }
    }
  }

  private static void outerPair(Steps d, Steps x, int count, Panels g, int row, int c) {
    float[] left = d.values();
    float[] right = x.values();
    float p0 = 0;
    float p1 = 0;
    float p2 = 0;
    float p3 = 0;
    float q0 = 0;
    float q1 = 0;
    float q2 = 0;
    float q3 = 0;
    for (int t = 0; t < count; t++) {
      int at = d.at(t) + row;
      float first = right[x.at(t) + c];
      float second = right[x.at(t) + c + 1];
      p0 = Math.fma(left[at], first, p0);
      p1 = Math.fma(left[at + 1], first, p1);
      p2 = Math.fma(left[at + 2], first, p2);
      p3 = Math.fma(left[at + 3], first, p3);
      q0 = Math.fma(left[at], second, q0);
      q1 = Math.fma(left[at + 1], second, q1);
      q2 = Math.fma(left[at + 2], second, q2);
      q3 = Math.fma(left[at + 3], second, q3);
    }
    float[] to = g.values();
    int at = g.index(row, c);
    to[at] = p0;
    to[at + 1] = p1;
    to[at + 2] = p2;
    to[at + 3] = p3;
    to[at + PANEL] = q0;
    to[at + PANEL + 1] = q1;
    to[at + PANEL + 2] = q2;
    to[at + PANEL + 3] = q3;
  }
}
