package dev.eddy.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Multiply-adds that touch no memory. Twelve chains hide the latency of the units that processors
 * have, and fit into sixteen registers.
 */
final class VectorPeak {
  private static final VectorSpecies<Float> F = VectorWidth.FLOATS;
  private static final VectorSpecies<Double> D = VectorWidth.DOUBLES;

  private VectorPeak() {}

  static void multiplyAddsInto(float[] x, int times) {
    for (int i = 0; i < Kernel.CHAINS; i += 12 * F.length()) {
      floats(x, i, times);
    }
  }

  private static void floats(float[] x, int from, int times) {
    int lanes = F.length();
    FloatVector half = FloatVector.broadcast(F, 0.5f);
    FloatVector x0 = FloatVector.fromArray(F, x, from);
    FloatVector x1 = FloatVector.fromArray(F, x, from + lanes);
    FloatVector x2 = FloatVector.fromArray(F, x, from + 2 * lanes);
    FloatVector x3 = FloatVector.fromArray(F, x, from + 3 * lanes);
    FloatVector x4 = FloatVector.fromArray(F, x, from + 4 * lanes);
    FloatVector x5 = FloatVector.fromArray(F, x, from + 5 * lanes);
    FloatVector x6 = FloatVector.fromArray(F, x, from + 6 * lanes);
    FloatVector x7 = FloatVector.fromArray(F, x, from + 7 * lanes);
    FloatVector x8 = FloatVector.fromArray(F, x, from + 8 * lanes);
    FloatVector x9 = FloatVector.fromArray(F, x, from + 9 * lanes);
    FloatVector x10 = FloatVector.fromArray(F, x, from + 10 * lanes);
    FloatVector x11 = FloatVector.fromArray(F, x, from + 11 * lanes);
    for (int n = 0; n < times; n++) {
      x0 = x0.fma(half, half);
      x1 = x1.fma(half, half);
      x2 = x2.fma(half, half);
      x3 = x3.fma(half, half);
      x4 = x4.fma(half, half);
      x5 = x5.fma(half, half);
      x6 = x6.fma(half, half);
      x7 = x7.fma(half, half);
      x8 = x8.fma(half, half);
      x9 = x9.fma(half, half);
      x10 = x10.fma(half, half);
      x11 = x11.fma(half, half);
    }
    x0.intoArray(x, from);
    x1.intoArray(x, from + lanes);
    x2.intoArray(x, from + 2 * lanes);
    x3.intoArray(x, from + 3 * lanes);
    x4.intoArray(x, from + 4 * lanes);
    x5.intoArray(x, from + 5 * lanes);
    x6.intoArray(x, from + 6 * lanes);
    x7.intoArray(x, from + 7 * lanes);
    x8.intoArray(x, from + 8 * lanes);
    x9.intoArray(x, from + 9 * lanes);
    x10.intoArray(x, from + 10 * lanes);
    x11.intoArray(x, from + 11 * lanes);
  }

  static void multiplyAddsInto(double[] x, int times) {
    for (int i = 0; i < Kernel.CHAINS; i += 12 * D.length()) {
      doubles(x, i, times);
    }
  }

  private static void doubles(double[] x, int from, int times) {
    int lanes = D.length();
    DoubleVector half = DoubleVector.broadcast(D, 0.5);
    DoubleVector x0 = DoubleVector.fromArray(D, x, from);
    DoubleVector x1 = DoubleVector.fromArray(D, x, from + lanes);
    DoubleVector x2 = DoubleVector.fromArray(D, x, from + 2 * lanes);
    DoubleVector x3 = DoubleVector.fromArray(D, x, from + 3 * lanes);
    DoubleVector x4 = DoubleVector.fromArray(D, x, from + 4 * lanes);
    DoubleVector x5 = DoubleVector.fromArray(D, x, from + 5 * lanes);
    DoubleVector x6 = DoubleVector.fromArray(D, x, from + 6 * lanes);
    DoubleVector x7 = DoubleVector.fromArray(D, x, from + 7 * lanes);
    DoubleVector x8 = DoubleVector.fromArray(D, x, from + 8 * lanes);
    DoubleVector x9 = DoubleVector.fromArray(D, x, from + 9 * lanes);
    DoubleVector x10 = DoubleVector.fromArray(D, x, from + 10 * lanes);
    DoubleVector x11 = DoubleVector.fromArray(D, x, from + 11 * lanes);
    for (int n = 0; n < times; n++) {
      x0 = x0.fma(half, half);
      x1 = x1.fma(half, half);
      x2 = x2.fma(half, half);
      x3 = x3.fma(half, half);
      x4 = x4.fma(half, half);
      x5 = x5.fma(half, half);
      x6 = x6.fma(half, half);
      x7 = x7.fma(half, half);
      x8 = x8.fma(half, half);
      x9 = x9.fma(half, half);
      x10 = x10.fma(half, half);
      x11 = x11.fma(half, half);
    }
    x0.intoArray(x, from);
    x1.intoArray(x, from + lanes);
    x2.intoArray(x, from + 2 * lanes);
    x3.intoArray(x, from + 3 * lanes);
    x4.intoArray(x, from + 4 * lanes);
    x5.intoArray(x, from + 5 * lanes);
    x6.intoArray(x, from + 6 * lanes);
    x7.intoArray(x, from + 7 * lanes);
    x8.intoArray(x, from + 8 * lanes);
    x9.intoArray(x, from + 9 * lanes);
    x10.intoArray(x, from + 10 * lanes);
    x11.intoArray(x, from + 11 * lanes);
  }
}
