package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of columns in tiles of eight accumulators: as many as hide the latency of fused multiply-add
 * on processors that begin two of them in each cycle. Every lane sums its own column order, so that
 * neither tiles nor lanes decide a bit.
 */
final class VectorProducts {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();
  private static final int PANEL = Kernel.PANEL;

  private VectorProducts() {}

  static void addProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    int vectors = w.rows() / LANES;
    int v = 0;
    for (; v + 8 <= vectors; v += 8) {
      addEight(w, v, x, xFrom, y, yFrom + v * LANES);
    }
    for (; v + 2 <= vectors; v += 2) {
      addTwo(w, v, x, xFrom, y, yFrom + v * LANES);
    }
    if (v < vectors) {
      addOne(w, v, x, xFrom, y, yFrom + v * LANES);
    }
  }

  private static void addEight(Panels w, int v, float[] x, int xFrom, float[] y, int to) {
    float[] a = w.values();
    int columns = w.columns();
    int at0 = w.index(v * LANES, 0);
    int at1 = w.index((v + 1) * LANES, 0);
    int at2 = w.index((v + 2) * LANES, 0);
    int at3 = w.index((v + 3) * LANES, 0);
    int at4 = w.index((v + 4) * LANES, 0);
    int at5 = w.index((v + 5) * LANES, 0);
    int at6 = w.index((v + 6) * LANES, 0);
    int at7 = w.index((v + 7) * LANES, 0);
    FloatVector y0 = load(y, to);
    FloatVector y1 = load(y, to + LANES);
    FloatVector y2 = load(y, to + 2 * LANES);
    FloatVector y3 = load(y, to + 3 * LANES);
    FloatVector y4 = load(y, to + 4 * LANES);
    FloatVector y5 = load(y, to + 5 * LANES);
    FloatVector y6 = load(y, to + 6 * LANES);
    FloatVector y7 = load(y, to + 7 * LANES);
    for (int c = 0; c < columns; c++) {
      FloatVector factor = FloatVector.broadcast(S, x[xFrom + c]);
      y0 = load(a, at0 + c * PANEL).fma(factor, y0);
      y1 = load(a, at1 + c * PANEL).fma(factor, y1);
      y2 = load(a, at2 + c * PANEL).fma(factor, y2);
      y3 = load(a, at3 + c * PANEL).fma(factor, y3);
      y4 = load(a, at4 + c * PANEL).fma(factor, y4);
      y5 = load(a, at5 + c * PANEL).fma(factor, y5);
      y6 = load(a, at6 + c * PANEL).fma(factor, y6);
      y7 = load(a, at7 + c * PANEL).fma(factor, y7);
    }
    y0.intoArray(y, to);
    y1.intoArray(y, to + LANES);
    y2.intoArray(y, to + 2 * LANES);
    y3.intoArray(y, to + 3 * LANES);
    y4.intoArray(y, to + 4 * LANES);
    y5.intoArray(y, to + 5 * LANES);
    y6.intoArray(y, to + 6 * LANES);
    y7.intoArray(y, to + 7 * LANES);
  }

  private static void addTwo(Panels w, int v, float[] x, int xFrom, float[] y, int to) {
    float[] a = w.values();
    int columns = w.columns();
    int at0 = w.index(v * LANES, 0);
    int at1 = w.index((v + 1) * LANES, 0);
    FloatVector y0 = load(y, to);
    FloatVector y1 = load(y, to + LANES);
    for (int c = 0; c < columns; c++) {
      FloatVector factor = FloatVector.broadcast(S, x[xFrom + c]);
      y0 = load(a, at0 + c * PANEL).fma(factor, y0);
      y1 = load(a, at1 + c * PANEL).fma(factor, y1);
    }
    y0.intoArray(y, to);
    y1.intoArray(y, to + LANES);
  }

  private static void addOne(Panels w, int v, float[] x, int xFrom, float[] y, int to) {
    float[] a = w.values();
    int columns = w.columns();
    int at0 = w.index(v * LANES, 0);
    FloatVector y0 = load(y, to);
    for (int c = 0; c < columns; c++) {
      y0 = load(a, at0 + c * PANEL).fma(FloatVector.broadcast(S, x[xFrom + c]), y0);
    }
    y0.intoArray(y, to);
  }

  /**
   * Pairs of vectors in eights of columns: what is read lies at few addresses. Pairs are gone
   * through downwards and upwards in turn, by the place of y: what one step of a window read last
   * is still in the first cache when the next begins with it (a quarter less time where the weights
   * are not much larger than that cache).
   */
  static void addWideProduct(Panels w, float[] x, int xFrom, float[] y, int yFrom) {
    int vectors = w.rows() / LANES;
    int pairs = w.columns() % 8 == 0 ? vectors / 2 : 0;
    boolean upwards = yFrom / Math.max(1, w.rows()) % 2 != 0;
    for (int i = 0; i < pairs; i++) {
      int v = 2 * (upwards ? pairs - 1 - i : i);
      addTwoWide(w, v, x, xFrom, y, yFrom + v * LANES);
    }
    for (int v = 2 * pairs; v < vectors; v++) {
      addOneWide(w, v, x, xFrom, y, yFrom + v * LANES);
    }
  }

  private static void addTwoWide(Panels w, int v, float[] x, int xFrom, float[] y, int to) {
    float[] a = w.values();
    int columns = w.columns();
    int at0 = w.index(v * LANES, 0);
    int at1 = w.index((v + 1) * LANES, 0);
    FloatVector p0 = FloatVector.zero(S);
    FloatVector p1 = FloatVector.zero(S);
    FloatVector p2 = FloatVector.zero(S);
    FloatVector p3 = FloatVector.zero(S);
    FloatVector q0 = FloatVector.zero(S);
    FloatVector q1 = FloatVector.zero(S);
    FloatVector q2 = FloatVector.zero(S);
    FloatVector q3 = FloatVector.zero(S);
    for (int c = 0; c < columns; c += 8) {
      FloatVector x0 = FloatVector.broadcast(S, x[xFrom + c]);
      p0 = x0.fma(load(a, at0 + c * PANEL), p0);
      q0 = x0.fma(load(a, at1 + c * PANEL), q0);
      FloatVector x1 = FloatVector.broadcast(S, x[xFrom + c + 1]);
      p1 = x1.fma(load(a, at0 + c * PANEL + PANEL), p1);
      q1 = x1.fma(load(a, at1 + c * PANEL + PANEL), q1);
      FloatVector x2 = FloatVector.broadcast(S, x[xFrom + c + 2]);
      p2 = x2.fma(load(a, at0 + c * PANEL + 2 * PANEL), p2);
      q2 = x2.fma(load(a, at1 + c * PANEL + 2 * PANEL), q2);
      FloatVector x3 = FloatVector.broadcast(S, x[xFrom + c + 3]);
      p3 = x3.fma(load(a, at0 + c * PANEL + 3 * PANEL), p3);
      q3 = x3.fma(load(a, at1 + c * PANEL + 3 * PANEL), q3);
      FloatVector x4 = FloatVector.broadcast(S, x[xFrom + c + 4]);
      p0 = x4.fma(load(a, at0 + c * PANEL + 4 * PANEL), p0);
      q0 = x4.fma(load(a, at1 + c * PANEL + 4 * PANEL), q0);
      FloatVector x5 = FloatVector.broadcast(S, x[xFrom + c + 5]);
      p1 = x5.fma(load(a, at0 + c * PANEL + 5 * PANEL), p1);
      q1 = x5.fma(load(a, at1 + c * PANEL + 5 * PANEL), q1);
      FloatVector x6 = FloatVector.broadcast(S, x[xFrom + c + 6]);
      p2 = x6.fma(load(a, at0 + c * PANEL + 6 * PANEL), p2);
      q2 = x6.fma(load(a, at1 + c * PANEL + 6 * PANEL), q2);
      FloatVector x7 = FloatVector.broadcast(S, x[xFrom + c + 7]);
      p3 = x7.fma(load(a, at0 + c * PANEL + 7 * PANEL), p3);
      q3 = x7.fma(load(a, at1 + c * PANEL + 7 * PANEL), q3);
    }
    load(y, to).add(p0.add(p1).add(p2.add(p3))).intoArray(y, to);
    load(y, to + LANES).add(q0.add(q1).add(q2.add(q3))).intoArray(y, to + LANES);
  }

  private static void addOneWide(Panels w, int v, float[] x, int xFrom, float[] y, int to) {
    float[] a = w.values();
    int columns = w.columns();
    int quads = columns / 4 * 4;
    int at = w.index(v * LANES, 0);
    FloatVector p0 = FloatVector.zero(S);
    FloatVector p1 = FloatVector.zero(S);
    FloatVector p2 = FloatVector.zero(S);
    FloatVector p3 = FloatVector.zero(S);
    for (int c = 0; c < quads; c += 4) {
      p0 = column(a, at, c, x[xFrom + c], p0);
      p1 = column(a, at, c + 1, x[xFrom + c + 1], p1);
      p2 = column(a, at, c + 2, x[xFrom + c + 2], p2);
      p3 = column(a, at, c + 3, x[xFrom + c + 3], p3);
    }
    if (quads < columns) {
      p0 = column(a, at, quads, x[xFrom + quads], p0);
    }
    if (quads + 1 < columns) {
      p1 = column(a, at, quads + 1, x[xFrom + quads + 1], p1);
    }
    if (quads + 2 < columns) {
      p2 = column(a, at, quads + 2, x[xFrom + quads + 2], p2);
    }
    load(y, to).add(p0.add(p1).add(p2.add(p3))).intoArray(y, to);
  }

  private static FloatVector column(float[] a, int at, int c, float factor, FloatVector sum) {
    return load(a, at + c * PANEL).fma(FloatVector.broadcast(S, factor), sum);
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(S, values, at);
  }
}
