package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Adam and the sum of squares over flat arrays. */
final class VectorOptimizer {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();
  private static final int PANEL = Kernel.PANEL;

  private VectorOptimizer() {}

  static boolean adam(float[] w, float[] g, float[] m, float[] v, AdamRates rates) {
    int whole = S.loopBound(w.length);
    boolean finite = updates(w, g, m, v, rates);
    for (int i = whole; i < w.length; i++) {
      float update = rates.update(i, g, m, v);
      g[i] = update;
      finite &= Math.abs(w[i] - update) <= Float.MAX_VALUE;
    }
    if (finite) {
      for (int i = 0; i < whole; i += LANES) {
        load(w, i).sub(load(g, i)).intoArray(w, i);
      }
      for (int i = whole; i < w.length; i++) {
        w[i] -= g[i];
      }
    }
    return finite;
  }

  private static boolean updates(float[] w, float[] g, float[] m, float[] v, AdamRates rates) {
    int whole = S.loopBound(w.length);
    FloatVector scale = FloatVector.broadcast(S, rates.scale());
    FloatVector beta1 = FloatVector.broadcast(S, rates.beta1());
    FloatVector beta2 = FloatVector.broadcast(S, rates.beta2());
    FloatVector rest1 = FloatVector.broadcast(S, 1f - rates.beta1());
    FloatVector rest2 = FloatVector.broadcast(S, 1f - rates.beta2());
    FloatVector step = FloatVector.broadcast(S, rates.step());
    FloatVector rootScale = FloatVector.broadcast(S, rates.rootScale());
    FloatVector epsilon = FloatVector.broadcast(S, rates.epsilon());
    FloatVector zero = FloatVector.zero(S);
    FloatVector poison = zero; // stays 0 while all is finite, NaN from then on
    for (int i = 0; i < whole; i += LANES) {
      FloatVector scaled = scale.mul(load(g, i));
      FloatVector mean = beta1.fma(load(m, i), rest1.mul(scaled));
      FloatVector square = beta2.fma(load(v, i), rest2.mul(scaled).mul(scaled));
      mean.intoArray(m, i);
      square.intoArray(v, i);
      FloatVector root = square.lanewise(VectorOperators.SQRT).fma(rootScale, epsilon);
      FloatVector update = step.mul(mean).div(root);
      update.intoArray(g, i);
      poison = load(w, i).sub(update).fma(zero, poison);
    }
    return !poison.compare(VectorOperators.NE, poison).anyTrue();
  }

  /**
   * One pass for each vector's share of the sixteen sums. The loop counts from 0: counting from an
   * offset, its vectors were allocated on some runs.
   */
  static float sumOfSquares(float[] x, int from, int count, float[] partial) {
    int whole = count / PANEL * PANEL;
    for (int lane = 0; lane < PANEL; lane += LANES) {
      int first = from + lane;
      FloatVector sum = FloatVector.zero(S);
      for (int i = 0; i < whole; i += PANEL) {
        FloatVector value = FloatVector.fromArray(S, x, first + i);
        sum = value.fma(value, sum);
      }
      sum.intoArray(partial, lane);
    }
    for (int i = whole; i < count; i++) {
      partial[i - whole] = Math.fma(x[from + i], x[from + i], partial[i - whole]);
    }
    return PartialSums.total(partial);
  }

  private static FloatVector load(float[] values, int at) {
    return FloatVector.fromArray(S, values, at);
  }
}
