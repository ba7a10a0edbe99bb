package dev.eddy.model.recurrent.reference;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a network makes of a window. Gradients are those of the loss, whole ones: that by a hidden
 * state counts everything that reads it, now and later. Arrays are the caller's own.
 */
public final class ReferenceAnswer {
  private final Unrolled unrolled;

  ReferenceAnswer(Unrolled unrolled) {
    this.unrolled = unrolled;
    unrolled.tape.differentiate(unrolled.loss);
  }

  /** The mean over the complete pairs, 0 without any. */
  public double loss() {
    return unrolled.loss.value();
  }

  /** How many pairs are complete. */
  public int pairs() {
    return unrolled.pairs;
  }

  /** y, [steps][pairs·width]. */
  public double[][] outputs() {
    double[][] outputs = new double[unrolled.outputs.length][];
    for (int t = 0; t < outputs.length; t++) {
      outputs[t] = Scalar.values(unrolled.outputs[t]);
    }
    return outputs;
  }

  /** h after each step, [steps][outputs of the layer]. */
  public double[][] hidden(int layer) {
    return steps(layer, carry -> Scalar.values(carry.hidden));
  }

  /** c after each step, [steps][cells of the layer]. */
  public double[][] cells(int layer) {
    return steps(layer, carry -> Scalar.values(carry.cells));
  }

  /** h after the last step. */
  public double[] lastHidden(int layer) {
    return Scalar.values(last(layer).hidden);
  }

  /** c after the last step. */
  public double[] lastCells(int layer) {
    return Scalar.values(last(layer).cells);
  }

  /** By each array of a layer, by name, in the layer's order. */
  public Map<String, double[][]> gradients(int layer) {
    return unrolled.layerWeights.get(layer).slopes();
  }

  /** By each array of the readout, by name. */
  public Map<String, double[][]> readoutGradients() {
    return unrolled.readoutWeights.slopes();
  }

  /** By the inputs, [steps][inputs], through the first layer and the direct path. */
  public double[][] inputGradient() {
    return Scalar.slopes(unrolled.inputs);
  }

  /** By h before the first step. */
  public double[] startHiddenGradient(int layer) {
    return Scalar.slopes(unrolled.carries.get(layer).get(0).hidden);
  }

  /** By c before the first step. */
  public double[] startCellGradient(int layer) {
    return Scalar.slopes(unrolled.carries.get(layer).get(0).cells);
  }

  /** By h after each step, [steps][outputs of the layer]. */
  public double[][] hiddenGradient(int layer) {
    return steps(layer, carry -> Scalar.slopes(carry.hidden));
  }

  /** √ of the sum of squares of the gradients by all weights, those of the readout too. */
  public double gradientNorm() {
    double squares = squares(readoutGradients());
    for (int l = 0; l < unrolled.layerWeights.size(); l++) {
      squares += squares(gradients(l));
    }
    return Math.sqrt(squares);
  }

  private static double squares(Map<String, double[][]> gradients) {
    double squares = 0;
    for (double[][] rows : gradients.values()) {
      for (double[] row : rows) {
        for (double entry : row) {
          squares += entry * entry;
        }
      }
    }
    return squares;
  }

  private Carry last(int layer) {
    List<Carry> carries = unrolled.carries.get(layer);
    return carries.get(carries.size() - 1);
  }

  private double[][] steps(int layer, Function<Carry, double[]> numbers) {
    List<Carry> carries = unrolled.carries.get(layer);
    return carries.stream().skip(1).map(numbers).toArray(double[][]::new);
  }
}
