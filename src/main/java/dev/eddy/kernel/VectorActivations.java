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
  static void tanh(float[] from, int fromAt, float[] to, int toAt, int size) {
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
}
