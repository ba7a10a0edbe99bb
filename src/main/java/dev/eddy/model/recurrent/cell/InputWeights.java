package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Panels;
import dev.eddy.kernel.Steps;
import dev.eddy.training.Chance;
import dev.eddy.training.InitialWeights;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import dev.eddy.training.Parameters;

/**
 * How inputs reach the gates of a layer: W·x + b for all steps of a window at once. Holds gates ·
 * units · (inputs + 1) parameters.
 */
final class InputWeights {
  final Part weights; // [gates·units][inputs]
  final Part bias; // [gates·units][1]

  final Steps sums; // [steps][gates·padded units]

  private final Gates gates;
  private final Steps gradients; // by the sums, alike
  private final Panels back; // [padded inputs][gates·padded units] transposed

  /**
   * Appends its parameters.
   *
   * @param sums where the gates' sums are. Modified by passes.
   * @param gradients the loss's gradient by those sums. Not modified.
   */
  InputWeights(ParameterLayout layout, Gates gates, int inputs, Steps sums, Steps gradients) {
    this.gates = gates;
    this.sums = sums;
    this.gradients = gradients;
    weights = layout.add(Role.INPUT, gates.names(), gates.units(), inputs);
    bias = layout.add(Role.BIAS, gates.names(), gates.units(), 1);
    back = Panels.zeros(inputs, gates.padded());
  }

  /** Draws weights after Glorot; biases stay as they are. */
  void start(Parameters parameters, Chance chance) {
    parameters.set(
        weights,
        0,
        InitialWeights.glorot(
            chance.draws(gates.names().get(0) + " input weights"),
            weights.rows(),
            weights.columns(),
            gates.units()));
  }

  /** Sets the bias of all units of a gate. */
  void startBias(Parameters parameters, int gate, float value) {
    for (int unit = 0; unit < gates.units(); unit++) {
      parameters.values()[bias.index(gate * gates.units() + unit, 0)] = value;
    }
  }

  /** Rows of a step's sums. */
  int padded() {
    return gates.padded();
  }

  /**
   * Sums of all steps: W·x added to the biases.
   *
   * @param biases [steps][gates·padded units]. Not modified.
   */
  void prepare(Parameters parameters, Steps biases, Steps inputs, int count, Kernel kernel) {
    kernel.sumsInto(parameters.matrix(weights), biases, inputs, sums, count);
  }

  /** Sums of one step. */
  void prepareStep(Parameters parameters, float[] biasRow, Steps inputs, int step, Kernel kernel) {
    System.arraycopy(biasRow, 0, sums.values(), sums.at(step), biasRow.length);
    kernel.addProduct(
        parameters.matrix(weights), inputs.values(), inputs.at(step), sums.values(), sums.at(step));
  }

  void inputGradientsInto(Parameters parameters, Steps into, int count, Kernel kernel) {
    kernel.transposeInto(parameters.matrix(weights), back);
    kernel.addProducts(back, gradients, into, count);
  }

  void collect(Steps inputs, int count, Parameters gradient, Kernel kernel) {
    collectWeights(inputs, count, gradient, kernel);
    kernel.columnSumsInto(gradients, count, gates.padded(), gradient.values(), bias.from());
  }

  /** Sums the gradient by the weights alone over the window. */
  void collectWeights(Steps inputs, int count, Parameters gradient, Kernel kernel) {
    kernel.outerProductsInto(gradients, inputs, count, gradient.matrix(weights));
  }
}
