package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Activations} in lanes: the same operations in the same order.
 *
 * <p>The two functions are written out, without methods of their own for their parts: the compiler
 * stops inlining such methods after a dozen of vector operations, and every vector that passes
 * between two that are not inlined is allocated (measured: 67 KB for a window of 32 steps, and half
 * of the speed).
 */
final class VectorActivations {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();

  private VectorActivations() {}

  static void tanhInto(float[] x, float[] y, int count) {
    int whole = S.loopBound(count);
    tanh(x, 0, y, 0, whole);
    for (int i = whole; i < count; i++) {
      y[i] = Activations.tanh(x[i]);
    }
  }

  static void sigmoidInto(float[] x, float[] y, int count) {
    int whole = S.loopBound(count);
    sigmoid(x, 0, y, 0, whole);
    for (int i = whole; i < count; i++) {
      y[i] = Activations.sigmoid(x[i]);
    }
  }

  /** Over whole vectors. */
  private static void sigmoid(float[] from, int fromAt, float[] to, int toAt, int size) {
    for (int i = 0; i < size; i += LANES) {
      FloatVector y =
          FloatVector.fromArray(S, from, fromAt + i)
              .fma(FloatVector.broadcast(S, -Activations.LOG2_E), FloatVector.zero(S));
      y =
          y.blend(
              Activations.SIGMOID_HIGHEST,
              y.compare(VectorOperators.GT, Activations.SIGMOID_HIGHEST));
      y =
          y.blend(
              Activations.SIGMOID_LOWEST,
              y.compare(VectorOperators.LT, Activations.SIGMOID_LOWEST));
      FloatVector nearest = y.add(Activations.ROUNDER);
      IntVector above =
          y.sub(nearest.sub(Activations.ROUNDER))
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHR, 31);
      IntVector rounded = nearest.reinterpretAsInts().sub(above);
      FloatVector r = y.sub(rounded.reinterpretAsFloats().sub(Activations.ROUNDER));
      FloatVector q =
          FloatVector.broadcast(S, Activations.Q5)
              .fma(r, FloatVector.broadcast(S, Activations.Q4))
              .fma(r, FloatVector.broadcast(S, Activations.Q3))
              .fma(r, FloatVector.broadcast(S, Activations.Q2))
              .fma(r, FloatVector.broadcast(S, Activations.Q1))
              .fma(r, FloatVector.broadcast(S, Activations.Q0));
      FloatVector scale =
          rounded
              .lanewise(VectorOperators.LSHL, Activations.EXPONENT_SHIFT)
              .add(Activations.ONE_BITS)
              .reinterpretAsFloats();
      FloatVector power = scale.mul(q.mul(r).add(1f));
      FloatVector.broadcast(S, 1f).div(power.add(1f)).intoArray(to, toAt + i);
    }
  }

  /** Over whole vectors. */
  private static void tanh(float[] from, int fromAt, float[] to, int toAt, int size) {
    for (int i = 0; i < size; i += LANES) {
      FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
      FloatVector y = x.abs().mul(2 * Activations.LOG2_E);
      y =
          y.blend(
              Activations.TANH_HIGHEST, y.compare(VectorOperators.GT, Activations.TANH_HIGHEST));
      FloatVector nearest = y.add(Activations.ROUNDER);
      IntVector above =
          y.sub(nearest.sub(Activations.ROUNDER))
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHR, 31);
      IntVector rounded = nearest.reinterpretAsInts().sub(above);
      FloatVector r = y.sub(rounded.reinterpretAsFloats().sub(Activations.ROUNDER));
      FloatVector q =
          FloatVector.broadcast(S, Activations.Q5)
              .fma(r, FloatVector.broadcast(S, Activations.Q4))
              .fma(r, FloatVector.broadcast(S, Activations.Q3))
              .fma(r, FloatVector.broadcast(S, Activations.Q2))
              .fma(r, FloatVector.broadcast(S, Activations.Q1))
              .fma(r, FloatVector.broadcast(S, Activations.Q0));
      FloatVector scale =
          rounded
              .lanewise(VectorOperators.LSHL, Activations.EXPONENT_SHIFT)
              .add(Activations.ONE_BITS)
              .reinterpretAsFloats();
      FloatVector powerLessOne = scale.fma(q.mul(r), scale.sub(1f));
      FloatVector one = FloatVector.broadcast(S, 1f);
      FloatVector absolute = one.div(FloatVector.broadcast(S, 2f).div(powerLessOne).add(1f));
      absolute
          .reinterpretAsInts()
          .or(x.reinterpretAsInts().and(0x8000_0000))
          .reinterpretAsFloats()
          .intoArray(to, toAt + i);
    }
  }

  static void lstmForward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] gates = trace.gates;
    int gate = step * 4 * size;
    int before = step * size;
    int after = before + size;
    sigmoid(gates, gate, gates, gate, 2 * size);
    tanh(gates, gate + 2 * size, gates, gate + 2 * size, size);
    sigmoid(gates, gate + 3 * size, gates, gate + 3 * size, size);
    for (int u = 0; u < size; u += LANES) {
      FloatVector i = FloatVector.fromArray(S, gates, gate + u);
      FloatVector f = FloatVector.fromArray(S, gates, gate + size + u);
      FloatVector g = FloatVector.fromArray(S, gates, gate + 2 * size + u);
      FloatVector cell = FloatVector.fromArray(S, trace.cells, before + u);
      f.fma(cell, i.mul(g)).intoArray(trace.cells, after + u);
    }
    tanh(trace.cells, after, trace.work, before, size);
    for (int u = 0; u < size; u += LANES) {
      FloatVector o = FloatVector.fromArray(S, gates, gate + 3 * size + u);
      FloatVector bounded = FloatVector.fromArray(S, trace.work, before + u);
      o.mul(bounded).intoArray(trace.hidden, after + u);
    }
  }

  static void lstmBackward(LayerTrace trace, int step) {
    int size = trace.outputs;
    float[] out = trace.gateGradients;
    int gate = step * 4 * size;
    int before = step * size;
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int u = 0; u < size; u += LANES) {
      FloatVector i = FloatVector.fromArray(S, trace.gates, gate + u);
      FloatVector f = FloatVector.fromArray(S, trace.gates, gate + size + u);
      FloatVector g = FloatVector.fromArray(S, trace.gates, gate + 2 * size + u);
      FloatVector o = FloatVector.fromArray(S, trace.gates, gate + 3 * size + u);
      FloatVector bounded = FloatVector.fromArray(S, trace.work, before + u);
      FloatVector dh = FloatVector.fromArray(S, trace.hiddenGradients, before + size + u);
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
