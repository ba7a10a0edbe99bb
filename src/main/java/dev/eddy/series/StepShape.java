package dev.eddy.series;

import dev.eddy.spec.TopologySpec;
import java.util.Arrays;

/**
 * How many numbers an observation or a step of a topology holds.
 *
 * @param targets fields that are forecast
 * @param inputs fields known up to now
 * @param known fields known ahead
 * @param ahead H + 1: the values of each field known ahead
 */
record StepShape(int targets, int inputs, int known, int ahead) {
  /** A topology's. */
  static StepShape of(TopologySpec spec) {
    return new StepShape(
        spec.source().targets().size(),
        spec.source().inputs().size(),
        spec.source().known().size(),
        spec.forecast().horizon() + 1);
  }

  /** A step in which nothing was observed. */
  Step emptyStep(long index, long epochMillis) {
    return new Step(
        index, epochMillis, Step.missing(targets), Step.missing(inputs), missing(known, ahead));
  }

  private static double[][] missing(int rows, int length) {
    double[][] values = new double[rows][];
    Arrays.setAll(values, i -> Step.missing(length));
    return values;
  }
}
