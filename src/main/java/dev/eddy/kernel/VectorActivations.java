package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
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

  static void tanhInto(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int whole = S.loopBound(count);
    tanh(x, xFrom, y, yFrom, whole);
    for (int i = whole; i < count; i++) {
      y[yFrom + i] = Activations.tanh(x[xFrom + i]);
    }
  }

  static void sigmoidInto(float[] x, int xFrom, float[] y, int yFrom, int count) {
    int whole = S.loopBound(count);
    sigmoid(x, xFrom, y, yFrom, whole);
    for (int i = whole; i < count; i++) {
      y[yFrom + i] = Activations.sigmoid(x[xFrom + i]);
    }
  }

  /** Over whole vectors. */
  static void sigmoid(float[] from, int fromAt, float[] to, int toAt, int size) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    FloatVector scale = FloatVector.broadcast(S, -Activations.LOG2_E);
    for (int i = 0; i < size; i += LANES) {
      FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
      FloatVector rounded = x.fma(scale, FloatVector.broadcast(S, -0.5f)).add(Activations.ROUNDER);
      FloatVector r = x.mul(scale).sub(rounded.sub(Activations.ROUNDER));
      FloatVector square = r.mul(r);
      FloatVector low =
          FloatVector.broadcast(S, Activations.Q1).fma(r, FloatVector.broadcast(S, Activations.Q0));
      FloatVector middle =
          FloatVector.broadcast(S, Activations.Q3).fma(r, FloatVector.broadcast(S, Activations.Q2));
      FloatVector high =
          FloatVector.broadcast(S, Activations.Q5).fma(r, FloatVector.broadcast(S, Activations.Q4));
      FloatVector q = high.fma(square, middle).fma(square, low);
      FloatVector power =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, Activations.EXPONENT_SHIFT)
              .reinterpretAsFloats()
              .mul(q.fma(r, one));
      one.div(power.add(one))
          .blend(one, x.compare(VectorOperators.GE, Activations.SIGMOID_END))
          .blend(FloatVector.zero(S), x.compare(VectorOperators.LE, -Activations.SIGMOID_END))
          .intoArray(to, toAt + i);
    }
  }

  /** Over whole vectors. */
  static void tanh(float[] from, int fromAt, float[] to, int toAt, int size) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    FloatVector two = FloatVector.broadcast(S, 2f);
    FloatVector scale = FloatVector.broadcast(S, 2 * Activations.LOG2_E);
    for (int i = 0; i < size; i += LANES) {
      FloatVector x = FloatVector.fromArray(S, from, fromAt + i);
      FloatVector absolute = x.abs();
      FloatVector rounded =
          absolute.fma(scale, FloatVector.broadcast(S, -0.5f)).add(Activations.ROUNDER);
      FloatVector r = absolute.mul(scale).sub(rounded.sub(Activations.ROUNDER));
      FloatVector square = r.mul(r);
      FloatVector low =
          FloatVector.broadcast(S, Activations.Q1).fma(r, FloatVector.broadcast(S, Activations.Q0));
      FloatVector middle =
          FloatVector.broadcast(S, Activations.Q3).fma(r, FloatVector.broadcast(S, Activations.Q2));
      FloatVector high =
          FloatVector.broadcast(S, Activations.Q5).fma(r, FloatVector.broadcast(S, Activations.Q4));
      FloatVector q = high.fma(square, middle).fma(square, low);
      FloatVector power =
          rounded
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, Activations.EXPONENT_SHIFT)
              .reinterpretAsFloats()
              .mul(q.fma(r, one));
      FloatVector large =
          one.sub(two.div(power.add(one)))
              .blend(one, absolute.compare(VectorOperators.GT, Activations.TANH_END));
      FloatVector signed =
          large
              .reinterpretAsInts()
              .or(x.reinterpretAsInts().and(0x8000_0000))
              .reinterpretAsFloats();
      FloatVector z = x.mul(x);
      FloatVector lower =
          FloatVector.broadcast(S, Activations.R2).fma(z, FloatVector.broadcast(S, Activations.R1));
      FloatVector upper =
          FloatVector.broadcast(S, Activations.R4).fma(z, FloatVector.broadcast(S, Activations.R3));
      FloatVector small = z.mul(upper.fma(z.mul(z), lower)).fma(x, x);
      signed
          .blend(small, absolute.compare(VectorOperators.LT, Activations.TANH_SMALL))
          .intoArray(to, toAt + i);
    }
  }
}
