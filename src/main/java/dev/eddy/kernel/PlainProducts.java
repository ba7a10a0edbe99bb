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

  static void addWideProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    float[] a = w.values();
    int columns = w.columns();
    int quads = columns / 4 * 4;
    for (int row = 0; row < w.rows(); row++) {
      int base = w.index(row, 0);
      float p0 = 0;
      float p1 = 0;
      float p2 = 0;
      float p3 = 0;
      for (int c = 0; c < quads; c += 4) {
        int at = base + c * PANEL;
        p0 = Math.fma(a[at], x[xFrom + c], p0);
        p1 = Math.fma(a[at + PANEL], x[xFrom + c + 1], p1);
        p2 = Math.fma(a[at + 2 * PANEL], x[xFrom + c + 2], p2);
        p3 = Math.fma(a[at + 3 * PANEL], x[xFrom + c + 3], p3);
      }
      if (quads < columns) {
        p0 = Math.fma(a[base + quads * PANEL], x[xFrom + quads], p0);
      }
      if (quads + 1 < columns) {
        p1 = Math.fma(a[base + (quads + 1) * PANEL], x[xFrom + quads + 1], p1);
      }
      if (quads + 2 < columns) {
        p2 = Math.fma(a[base + (quads + 2) * PANEL], x[xFrom + quads + 2], p2);
      }
      y[yFrom + row] += (p0 + p1) + (p2 + p3);
    }
  }

  static void outerProductsInto(Steps d, Steps x, int count, Panels g) {
    float[] left = d.values();
    float[] right = x.values();
    float[] to = g.values();
    for (int row = 0; row < g.rows(); row += 4) {
      for (int c = 0; c < g.columns(); c++) {
        float g0 = 0;
        float g1 = 0;
        float g2 = 0;
        float g3 = 0;
        for (int t = 0; t < count; t++) {
          int at = d.at(t) + row;
          float factor = right[x.at(t) + c];
          g0 = Math.fma(left[at], factor, g0);
          g1 = Math.fma(left[at + 1], factor, g1);
          g2 = Math.fma(left[at + 2], factor, g2);
          g3 = Math.fma(left[at + 3], factor, g3);
        }
        int at = g.index(row, c);
        to[at] = g0;
        to[at + 1] = g1;
        to[at + 2] = g2;
        to[at + 3] = g3;
      }
    }
  }
}
