package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products over all steps of a window at once, in tiles of two vectors by four columns or steps.
 */
final class VectorBatches {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();
  private static final int PANEL = Kernel.PANEL;

  private VectorBatches() {}

  static void sumsInto(Panels w, Steps b, Steps x, Steps y, int count) {
    int pairs = w.rows() / LANES / 2 * 2;
    int t = 0;
    for (; t + 4 <= count; t += 4) {
      for (int v = 0; v < pairs; v += 2) {
        addTile(w, v, b, x, y, t);
      }
    }
    for (int early = 0; pairs < w.rows() / LANES && early < t; early += 4) {
      addFour(w, pairs, b, x, y, early);
    }
    for (; t < count; t++) {
      System.arraycopy(b.values(), b.at(t), y.values(), y.at(t), w.rows());
      VectorProducts.addProduct(w, x.values(), x.at(t), y.values(), y.at(t));
    }
  }

  private static void addTile(Panels w, int v, Steps b, Steps x, Steps y, int t) {
    float[] a = w.values();
    float[] in = x.values();
    float[] start = b.values();
    float[] out = y.values();
    int columns = w.columns();
    int at0 = w.index(v * LANES, 0);
    int at1 = w.index((v + 1) * LANES, 0);
    int in0 = x.at(t);
    int in1 = in0 + x.stride();
    int in2 = in1 + x.stride();
    int in3 = in2 + x.stride();
    int out0 = y.at(t) + v * LANES;
    int out1 = out0 + y.stride();
    int out2 = out1 + y.stride();
    int out3 = out2 + y.stride();
    int start0 = b.at(t) + v * LANES;
    int start1 = start0 + b.stride();
    int start2 = start1 + b.stride();
    int start3 = start2 + b.stride();
    FloatVector p0 = load(start, start0);
    FloatVector p1 = load(start, start1);
    FloatVector p2 = load(start, start2);
    FloatVector p3 = load(start, start3);
    FloatVector q0 = load(start, start0 + LANES);
    FloatVector q1 = load(start, start1 + LANES);
    FloatVector q2 = load(start, start2 + LANES);
    FloatVector q3 = load(start, start3 + LANES);
    for (int c = 0; c < columns; c++) {
      FloatVector upper = load(a, at0 + c * PANEL);
      FloatVector lower = load(a, at1 + c * PANEL);
      FloatVector x0 = FloatVector.broadcast(S, in[in0 + c]);
      FloatVector x1 = FloatVector.broadcast(S, in[in1 + c]);
      FloatVector x2 = FloatVector.broadcast(S, in[in2 + c]);
      FloatVector x3 = FloatVector.broadcast(S, in[in3 + c]);
      p0 = upper.fma(x0, p0);
      p1 = upper.fma(x1, p1);
      p2 = upper.fma(x2, p2);
      p3 = upper.fma(x3, p3);
      q0 = lower.fma(x0, q0);
      q1 = lower.fma(x1, q1);
      q2 = lower.fma(x2, q2);
      q3 = lower.fma(x3, q3);
    }
    p0.intoArray(out, out0);
    p1.intoArray(out, out1);
    p2.intoArray(out, out2);
    p3.intoArray(out, out3);
    q0.intoArray(out, out0 + LANES);
    q1.intoArray(out, out1 + LANES);
    q2.intoArray(out, out2 + LANES);
    q3.intoArray(out, out3 + LANES);
  }

  /** One vector by four steps, as a readout of few outputs has them. */
  private static void addFour(Panels w, int v, Steps b, Steps x, Steps y, int t) {
    float[] a = w.values();
    float[] in = x.values();
    float[] start = b.values();
    float[] out = y.values();
    int columns = w.columns();
    int at = w.index(v * LANES, 0);
    int in0 = x.at(t);
    int in1 = x.at(t + 1);
    int in2 = x.at(t + 2);
    int in3 = x.at(t + 3);
    FloatVector p0 = load(start, b.at(t) + v * LANES);
    FloatVector p1 = load(start, b.at(t + 1) + v * LANES);
    FloatVector p2 = load(start, b.at(t + 2) + v * LANES);
    FloatVector p3 = load(start, b.at(t + 3) + v * LANES);
    for (int c = 0; c < columns; c++) {
      FloatVector column = load(a, at + c * PANEL);
      p0 = column.fma(FloatVector.broadcast(S, in[in0 + c]), p0);
      p1 = column.fma(FloatVector.broadcast(S, in[in1 + c]), p1);
      p2 = column.fma(FloatVector.broadcast(S, in[in2 + c]), p2);
      p3 = column.fma(FloatVector.broadcast(S, in[in3 + c]), p3);
    }
    p0.intoArray(out, y.at(t) + v * LANES);
    p1.intoArray(out, y.at(t + 1) + v * LANES);
    p2.intoArray(out, y.at(t + 2) + v * LANES);
    p3.intoArray(out, y.at(t + 3) + v * LANES);
  }

  /** Four vectors at a time, since each waits for its own last sum. */
  static void columnSumsInto(Steps x, int count, int size, float[] y, int yFrom) {
    int i = 0;
    for (; i + 4 * LANES <= size; i += 4 * LANES) {
      sumFour(x, count, i, y, yFrom + i);
    }
    float[] values = x.values();
    for (; i < size; i += LANES) {
      FloatVector sum = FloatVector.zero(S);
      for (int t = 0; t < count; t++) {
        sum = sum.add(load(values, x.at(t) + i));
      }
      sum.intoArray(y, yFrom + i);
    }
  }

  private static void sumFour(Steps x, int count, int column, float[] y, int to) {
    float[] values = x.values();
    int from = x.from() + column;
    int stride = x.stride();
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    for (int t = 0; t < count; t++) {
      int at = from + t * stride;
      s0 = s0.add(load(values, at));
      s1 = s1.add(load(values, at + LANES));
      s2 = s2.add(load(values, at + 2 * LANES));
      s3 = s3.add(load(values, at + 3 * LANES));
    }
    s0.intoArray(y, to);
    s1.intoArray(y, to + LANES);
    s2.intoArray(y, to + 2 * LANES);
    s3.intoArray(y, to + 3 * LANES);
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(S, values, at);
  }
}
