package dev.eddy.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Losses over the targets that are there; one pass for each vector's share of the sums. */
final class VectorLosses {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final int LANES = S.length();
  private static final int PANEL = Kernel.PANEL;

  private VectorLosses() {}

  static int present(float[] targets, int count) {
    int whole = S.loopBound(count);
    int present = 0;
    for (int i = 0; i < whole; i += LANES) {
      FloatVector target = FloatVector.fromArray(S, targets, i);
      present += target.compare(VectorOperators.EQ, target).trueCount();
    }
    for (int i = whole; i < count; i++) {
      present += Float.isNaN(targets[i]) ? 0 : 1;
    }
    return present;
  }

  static float squared(float[] y, float[] targets, int count, float factor, float[] partial) {
    int whole = count / PANEL * PANEL;
    for (int lane = 0; lane < PANEL; lane += LANES) {
      squaredLane(y, targets, lane, whole, factor, partial);
    }
    for (int i = whole; i < count; i++) {
      float error = Float.isNaN(targets[i]) ? 0 : y[i] - targets[i];
      y[i] = factor * error;
      partial[i - whole] = Math.fma(error, error, partial[i - whole]);
    }
    return PartialSums.total(partial);
  }

  private static void squaredLane(
      float[] y, float[] targets, int lane, int whole, float factor, float[] partial) {
    FloatVector zero = FloatVector.zero(S);
    FloatVector sum = zero;
    for (int i = 0; i < whole; i += PANEL) {
      FloatVector target = FloatVector.fromArray(S, targets, lane + i);
      VectorMask<Float> present = target.compare(VectorOperators.EQ, target);
      FloatVector error = zero.blend(FloatVector.fromArray(S, y, lane + i).sub(target), present);
      error.mul(factor).intoArray(y, lane + i);
      sum = error.fma(error, sum);
    }
    sum.intoArray(partial, lane);
  }
}
