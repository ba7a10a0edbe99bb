package dev.eddy.model;

import dev.eddy.series.Frame;
import dev.eddy.spec.PseudoInverseSpec;
import dev.eddy.spec.ReadoutSpec;
import dev.eddy.spec.RidgeSpec;
import dev.eddy.spec.RlsSpec;
import dev.eddy.training.LeastSquares;
import java.util.Map;

/** Where specifications become linear readouts. */
public final class Readouts {
  private interface Maker {
    LinearReadout make(ReadoutSpec spec, int features, Frame frame);
  }

  private static final Map<Class<? extends ReadoutSpec>, Maker> MAKERS =
      Map.of(
          RlsSpec.class,
          (spec, features, frame) -> new DirectReadout((RlsSpec) spec, features, frame),
          RidgeSpec.class,
          (spec, features, frame) -> ridge((RidgeSpec) spec, features, frame),
          PseudoInverseSpec.class,
          (spec, features, frame) -> pseudoInverse((PseudoInverseSpec) spec, features, frame));

  private Readouts() {}

  /**
   * A readout with weights of zero, which is believed as far as it was right.
   *
   * @param features how many there are
   */
  public static ShrunkReadout of(ReadoutSpec spec, int features, Frame frame) {
    return new ShrunkReadout(MAKERS.get(spec.getClass()).make(spec, features, frame), frame);
  }

  private static LinearReadout ridge(RidgeSpec spec, int features, Frame frame) {
    return new BatchReadout(
        LeastSquares.ridge(spec.ridge()), spec.every(), spec.history(), features, frame);
  }

  private static LinearReadout pseudoInverse(PseudoInverseSpec spec, int features, Frame frame) {
    return new BatchReadout(
        LeastSquares.pseudoInverse(), spec.every(), spec.history(), features, frame);
  }
}
