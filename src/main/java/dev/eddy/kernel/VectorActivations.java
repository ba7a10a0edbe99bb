package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link Activations} in lanes: the same operations in the same order. */
final class VectorActivations {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();

  private VectorActivations() {}

  static FloatVector sigmoid(FloatVector x) {
    FloatVector y = x.mul(-Activations.LOG2_E);
    y = y.blend(Activations.SIGMOID_HIGHEST, y.compare(VectorOperators.GT, 128f));
    y = y.blend(Activations.SIGMOID_LOWEST, y.compare(VectorOperators.LT, -126f));
    FloatVector rounded = floorRounded(y);
    FloatVector fraction = fraction(y.sub(rounded.sub(Activations.ROUNDER)));
    FloatVector power = scale(rounded).mul(fraction.add(1f));
    return FloatVector.broadcast(S, 1f).div(power.add(1f));
  }

  static FloatVector tanh(FloatVector x) {
    FloatVector y = x.abs().mul(2 * Activations.LOG2_E);
    y = y.blend(Activations.TANH_HIGHEST, y.compare(VectorOperators.GT, 32f));
    FloatVector rounded = floorRounded(y);
    FloatVector fraction = fraction(y.sub(rounded.sub(Activations.ROUNDER)));
    FloatVector scale = scale(rounded);
    FloatVector powerLessOne = scale.fma(fraction, scale.sub(1f));
    FloatVector one = FloatVector.broadcast(S, 1f);
    FloatVector size = one.div(FloatVector.broadcast(S, 2f).div(powerLessOne).add(1f));
    IntVector sign = x.reinterpretAsInts().and(0x8000_0000);
    return size.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  private static FloatVector floorRounded(FloatVector y) {
    FloatVector rounded = y.add(Activations.ROUNDER);
    VectorMask<Float> above = y.compare(VectorOperators.LT, rounded.sub(Activations.ROUNDER));
    return rounded.blend(rounded.sub(1f), above);
  }

  private static FloatVector scale(FloatVector rounded) {
    return rounded
        .reinterpretAsInts()
        .lanewise(VectorOperators.LSHL, Activations.EXPONENT_SHIFT)
        .add(Activations.ONE_BITS)
        .reinterpretAsFloats();
  }

  private static FloatVector fraction(FloatVector r) {
    FloatVector q = FloatVector.broadcast(S, Activations.Q5).fma(r, constant(Activations.Q4));
    q = q.fma(r, constant(Activations.Q3));
    q = q.fma(r, constant(Activations.Q2));
    q = q.fma(r, constant(Activations.Q1));
    q = q.fma(r, constant(Activations.Q0));
    FloatVector s = q.mul(r);
    return s.blend(1f, s.compare(VectorOperators.GT, 1f));
  }

  private static FloatVector constant(float value) {
    return FloatVector.broadcast(S, value);
  }

  static void tanhInto(float[] x, float[] y, int count) {
    int whole = S.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      tanh(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
    for (int i = whole; i < count; i++) {
      y[i] = Activations.tanh(x[i]);
    }
  }

  static void sigmoidInto(float[] x, float[] y, int count) {
    int whole = S.loopBound(count);
    for (int i = 0; i < whole; i += LANES) {
      sigmoid(FloatVector.fromArray(S, x, i)).intoArray(y, i);
    }
    for (int i = whole; i < count; i++) {
      y[i] = Activations.sigmoid(x[i]);
    }
  }

  static void lstmForward(LstmTrace trace, int step) {
    int size = trace.padded;
    float[] gates = trace.gates;
    int gate = step * 4 * size;
    int before = step * size;
    int after = before + size;
    for (int u = 0; u < size; u += LANES) {
      FloatVector i = sigmoid(FloatVector.fromArray(S, gates, gate + u));
      i.intoArray(gates, gate + u);
      FloatVector f = sigmoid(FloatVector.fromArray(S, gates, gate + size + u));
      f.intoArray(gates, gate + size + u);
      FloatVector g = tanh(FloatVector.fromArray(S, gates, gate + 2 * size + u));
      g.intoArray(gates, gate + 2 * size + u);
      FloatVector o = sigmoid(FloatVector.fromArray(S, gates, gate + 3 * size + u));
      o.intoArray(gates, gate + 3 * size + u);
      FloatVector c = f.fma(FloatVector.fromArray(S, trace.cells, before + u), i.mul(g));
      c.intoArray(trace.cells, after + u);
      FloatVector bounded = tanh(c);
      bounded.intoArray(trace.cellTanh, before + u);
      o.mul(bounded).intoArray(trace.hidden, after + u);
    }
  }

  static void lstmBackward(LstmTrace trace, int step) {
    int size = trace.padded;
    float[] out = trace.gateGradients;
    int gate = step * 4 * size;
    int before = step * size;
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int u = 0; u < size; u += LANES) {
      FloatVector i = FloatVector.fromArray(S, trace.gates, gate + u);
      FloatVector f = FloatVector.fromArray(S, trace.gates, gate + size + u);
      FloatVector g = FloatVector.fromArray(S, trace.gates, gate + 2 * size + u);
      FloatVector o = FloatVector.fromArray(S, trace.gates, gate + 3 * size + u);
      FloatVector bounded = FloatVector.fromArray(S, trace.cellTanh, before + u);
      FloatVector dh = FloatVector.fromArray(S, trace.hiddenGradients, before + u);
      FloatVector dc =
          dh.mul(o)
              .fma(
                  bounded.neg().fma(bounded, one), FloatVector.fromArray(S, trace.cellGradient, u));
      FloatVector cell = FloatVector.fromArray(S, trace.cells, before + u);
      dc.mul(g).mul(i.mul(one.sub(i))).intoArray(out, gate + u);
      dc.mul(cell).mul(f.mul(one.sub(f))).intoArray(out, gate + size + u);
      dc.mul(i).mul(g.neg().fma(g, one)).intoArray(out, gate + 2 * size + u);
      dh.mul(bounded).mul(o.mul(one.sub(o))).intoArray(out, gate + 3 * size + u);
      dc.mul(f).intoArray(trace.cellGradient, u);
    }
  }
}
