package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of outer products over a window, in tiles of two vectors by four columns, or of four by four
 * where the vectors are the widest: processors that have those have registers for the sums of both,
 * and twice the multiply-adds for little more to read.
 */
final class VectorOuterProducts {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();
  private static final int PANEL = Kernel.PANEL;

  private VectorOuterProducts() {}

  static void outerProductsInto(Steps d, Steps x, int count, Panels g) {
    int vectors = g.rows() / LANES;
    int v = 0;
    for (; LANES == PANEL && v + 4 <= vectors; v += 4) {
      int c = 0;
      for (; c + 4 <= g.columns(); c += 4) {
        outerLargeTile(d, x, count, g, v, c);
      }
      for (; c < g.columns(); c++) {
        outerOne(d, x, count, g, v, c);
        outerOne(d, x, count, g, v + 1, c);
        outerOne(d, x, count, g, v + 2, c);
        outerOne(d, x, count, g, v + 3, c);
      }
    }
    for (; v + 2 <= vectors; v += 2) {
      int c = 0;
      for (; c + 4 <= g.columns(); c += 4) {
        outerTile(d, x, count, g, v, c);
      }
      for (; c < g.columns(); c++) {
        outerOne(d, x, count, g, v, c);
        outerOne(d, x, count, g, v + 1, c);
      }
    }
    if (v < vectors) {
      int c = 0;
      for (; c + 4 <= g.columns(); c += 4) {
        outerFour(d, x, count, g, v, c);
      }
      for (; c < g.columns(); c++) {
        outerOne(d, x, count, g, v, c);
      }
    }
  }

  private static void outerLargeTile(Steps d, Steps x, int count, Panels g, int v, int c) {
    float[] left = d.values();
    float[] right = x.values();
    int leftFrom = d.from() + v * LANES;
    int leftStride = d.stride();
    int rightFrom = x.from() + c;
    int rightStride = x.stride();
    FloatVector p0 = FloatVector.zero(S);
    FloatVector p1 = FloatVector.zero(S);
    FloatVector p2 = FloatVector.zero(S);
    FloatVector p3 = FloatVector.zero(S);
    FloatVector q0 = FloatVector.zero(S);
    FloatVector q1 = FloatVector.zero(S);
    FloatVector q2 = FloatVector.zero(S);
    FloatVector q3 = FloatVector.zero(S);
    FloatVector r0 = FloatVector.zero(S);
    FloatVector r1 = FloatVector.zero(S);
    FloatVector r2 = FloatVector.zero(S);
    FloatVector r3 = FloatVector.zero(S);
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    for (int t = 0; t < count; t++) {
      int at = leftFrom + t * leftStride;
      int column = rightFrom + t * rightStride;
      FloatVector p = load(left, at);
      FloatVector q = load(left, at + LANES);
      FloatVector r = load(left, at + 2 * LANES);
      FloatVector s = load(left, at + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(S, right[column]);
      p0 = p.fma(x0, p0);
      q0 = q.fma(x0, q0);
      r0 = r.fma(x0, r0);
      s0 = s.fma(x0, s0);
      FloatVector x1 = FloatVector.broadcast(S, right[column + 1]);
      p1 = p.fma(x1, p1);
      q1 = q.fma(x1, q1);
      r1 = r.fma(x1, r1);
      s1 = s.fma(x1, s1);
      FloatVector x2 = FloatVector.broadcast(S, right[column + 2]);
      p2 = p.fma(x2, p2);
      q2 = q.fma(x2, q2);
      r2 = r.fma(x2, r2);
      s2 = s.fma(x2, s2);
      FloatVector x3 = FloatVector.broadcast(S, right[column + 3]);
      p3 = p.fma(x3, p3);
      q3 = q.fma(x3, q3);
      r3 = r.fma(x3, r3);
      s3 = s.fma(x3, s3);
    }
    float[] out = g.values();
    int at0 = g.index(v * LANES, c);
    int at1 = g.index((v + 1) * LANES, c);
    int at2 = g.index((v + 2) * LANES, c);
    int at3 = g.index((v + 3) * LANES, c);
    p0.intoArray(out, at0);
    p1.intoArray(out, at0 + PANEL);
    p2.intoArray(out, at0 + 2 * PANEL);
    p3.intoArray(out, at0 + 3 * PANEL);
    q0.intoArray(out, at1);
    q1.intoArray(out, at1 + PANEL);
    q2.intoArray(out, at1 + 2 * PANEL);
    q3.intoArray(out, at1 + 3 * PANEL);
    r0.intoArray(out, at2);
    r1.intoArray(out, at2 + PANEL);
    r2.intoArray(out, at2 + 2 * PANEL);
    r3.intoArray(out, at2 + 3 * PANEL);
    s0.intoArray(out, at3);
    s1.intoArray(out, at3 + PANEL);
    s2.intoArray(out, at3 + 2 * PANEL);
    s3.intoArray(out, at3 + 3 * PANEL);
  }

  private static void outerTile(Steps d, Steps x, int count, Panels g, int v, int c) {
    float[] left = d.values();
    float[] right = x.values();
    int leftFrom = d.from() + v * LANES;
    int leftStride = d.stride();
    int rightFrom = x.from() + c;
    int rightStride = x.stride();
    FloatVector p0 = FloatVector.zero(S);
    FloatVector p1 = FloatVector.zero(S);
    FloatVector p2 = FloatVector.zero(S);
    FloatVector p3 = FloatVector.zero(S);
    FloatVector q0 = FloatVector.zero(S);
    FloatVector q1 = FloatVector.zero(S);
    FloatVector q2 = FloatVector.zero(S);
    FloatVector q3 = FloatVector.zero(S);
    for (int t = 0; t < count; t++) {
      FloatVector upper = load(left, leftFrom + t * leftStride);
      FloatVector lower = load(left, leftFrom + t * leftStride + LANES);
      FloatVector x0 = FloatVector.broadcast(S, right[rightFrom + t * rightStride]);
      FloatVector x1 = FloatVector.broadcast(S, right[rightFrom + t * rightStride + 1]);
      FloatVector x2 = FloatVector.broadcast(S, right[rightFrom + t * rightStride + 2]);
      FloatVector x3 = FloatVector.broadcast(S, right[rightFrom + t * rightStride + 3]);
      p0 = upper.fma(x0, p0);
      p1 = upper.fma(x1, p1);
      p2 = upper.fma(x2, p2);
      p3 = upper.fma(x3, p3);
      q0 = lower.fma(x0, q0);
      q1 = lower.fma(x1, q1);
      q2 = lower.fma(x2, q2);
      q3 = lower.fma(x3, q3);
    }
    float[] out = g.values();
    int at0 = g.index(v * LANES, c);
    int at1 = g.index((v + 1) * LANES, c);
    p0.intoArray(out, at0);
    p1.intoArray(out, at0 + PANEL);
    p2.intoArray(out, at0 + 2 * PANEL);
    p3.intoArray(out, at0 + 3 * PANEL);
    q0.intoArray(out, at1);
    q1.intoArray(out, at1 + PANEL);
    q2.intoArray(out, at1 + 2 * PANEL);
    q3.intoArray(out, at1 + 3 * PANEL);
  }

  /** One vector by four columns, as a readout of few outputs has them. */
  private static void outerFour(Steps d, Steps x, int count, Panels g, int v, int c) {
    float[] left = d.values();
    float[] right = x.values();
    int leftFrom = d.from() + v * LANES;
    int leftStride = d.stride();
    int rightFrom = x.from() + c;
    int rightStride = x.stride();
    FloatVector p0 = FloatVector.zero(S);
    FloatVector p1 = FloatVector.zero(S);
    FloatVector p2 = FloatVector.zero(S);
    FloatVector p3 = FloatVector.zero(S);
    for (int t = 0; t < count; t++) {
      FloatVector upper = load(left, leftFrom + t * leftStride);
      p0 = upper.fma(FloatVector.broadcast(S, right[rightFrom + t * rightStride]), p0);
      p1 = upper.fma(FloatVector.broadcast(S, right[rightFrom + t * rightStride + 1]), p1);
      p2 = upper.fma(FloatVector.broadcast(S, right[rightFrom + t * rightStride + 2]), p2);
      p3 = upper.fma(FloatVector.broadcast(S, right[rightFrom + t * rightStride + 3]), p3);
    }
    float[] out = g.values();
    int at = g.index(v * LANES, c);
    p0.intoArray(out, at);
    p1.intoArray(out, at + PANEL);
    p2.intoArray(out, at + 2 * PANEL);
    p3.intoArray(out, at + 3 * PANEL);
  }

  private static void outerOne(Steps d, Steps x, int count, Panels g, int v, int c) {
    float[] left = d.values();
    float[] right = x.values();
    FloatVector sum = FloatVector.zero(S);
    for (int t = 0; t < count; t++) {
      FloatVector factor = FloatVector.broadcast(S, right[x.at(t) + c]);
      sum = load(left, d.at(t) + v * LANES).fma(factor, sum);
    }
    sum.intoArray(g.values(), g.index(v * LANES, c));
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(S, values, at);
  }
}
