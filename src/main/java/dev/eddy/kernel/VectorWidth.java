package dev.eddy.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * How wide the vectors are: the processor's choice, between 128 and 512 bits. The system property
 * {@code eddy.vector.bits} narrows them, to show that results do not depend on it.
 */
final class VectorWidth {
  static final VectorShape SHAPE = shape();
  static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, SHAPE);
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
  static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, SHAPE);

  private VectorWidth() {}

  private static VectorShape shape() {
    int preferred =
        Math.min(
            FloatVector.SPECIES_PREFERRED.vectorBitSize(),
            Math.min(
                IntVector.SPECIES_PREFERRED.vectorBitSize(),
                DoubleVector.SPECIES_PREFERRED.vectorBitSize()));
    int bits = Math.min(Math.min(preferred, 512), Integer.getInteger("eddy.vector.bits", 512));
    if (bits < 128) {
      throw new UnsupportedOperationException("vectors of " + bits + " bits");
    }
    return VectorShape.forBitSize(Integer.highestOneBit(bits));
  }
}
