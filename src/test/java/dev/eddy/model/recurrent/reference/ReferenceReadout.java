package dev.eddy.model.recurrent.reference;

import dev.eddy.training.Draws;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * y = V h + D x + b: a linear map of the last layer's h and, if there is a direct path, of the
 * network's inputs. V is "weight" [outputs][hidden], D "direct" [outputs][inputs], b "bias"
 * [outputs][1]. The arrays are there to be changed; one thread.
 */
public final class ReferenceReadout {
  private final Map<String, double[][]> parameters;

  private ReferenceReadout(int outputs, int hidden, int directInputs) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("weight", new int[] {outputs, hidden});
    if (directInputs > 0) {
      shapes.put("direct", new int[] {outputs, directInputs});
    }
    shapes.put("bias", new int[] {outputs, 1});
    parameters = ReferenceParameters.zeros(shapes);
  }

  /**
   * A readout with given weights.
   *
   * @param parameters "weight", "bias" and, for a direct path, "direct". Not modified.
   * @throws IllegalArgumentException for a name or a shape that differs
   */
  public static ReferenceReadout of(Map<String, double[][]> parameters) {
    double[][] weight = parameters.get("weight");
    double[][] direct = parameters.get("direct");
    ReferenceReadout readout =
        new ReferenceReadout(
            weight.length, weight[0].length, direct == null ? 0 : direct[0].length);
    ReferenceParameters.copy("readout", parameters, readout.parameters);
    return readout;
  }

  /**
   * A readout with normal weights of deviation {@code scale} that floats hold exactly.
   *
   * @param directInputs the network's inputs for a direct path, 0 for none
   */
  public static ReferenceReadout random(
      int outputs, int hidden, int directInputs, Draws draws, double scale) {
    ReferenceReadout readout = new ReferenceReadout(outputs, hidden, directInputs);
    ReferenceParameters.fill(readout.parameters, draws, scale);
    return readout;
  }

  /** How many numbers it gives. */
  public int outputs() {
    return parameters.get("weight").length;
  }

  /** The weights themselves; may be written. */
  public Map<String, double[][]> parameters() {
    return parameters;
  }

  /** y from the weights on a tape. */
  Scalar[] outputs(Weights weights, Scalar[] h, Scalar[] x) {
    Scalar[] y = Weights.addProduct(weights.column("bias"), weights.array("weight"), h);
    Scalar[][] direct = weights.array("direct");
    return direct == null ? y : Weights.addProduct(y, direct, x);
  }
}
