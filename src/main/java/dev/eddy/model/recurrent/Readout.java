package dev.eddy.model.recurrent;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Panels;
import dev.eddy.kernel.Steps;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import dev.eddy.training.Parameters;
import java.util.List;

/**
 * What is read out of the highest layer's hidden state h, and of the network's inputs x by a linear
 * path of their own if there is one: V·h + D·x + a, for the steps of one window. Holds outputs ·
 * (hidden + inputs + 1) parameters, which start at zero: nothing is added to the base. Not safe for
 * use by several threads.
 */
final class Readout {
  final Part weights; // V [outputs][hidden]
  final Part direct; // D [outputs][inputs], without columns if there is no direct path
  final Part bias; // a [outputs][1]

  /** [steps][padded outputs] what was read out, and then the loss's gradient by it. */
  final Steps outputs;

  private final boolean isDirect;
  private final Panels back; // [padded hidden][outputs] V transposed

  Readout(NetworkShape shape, int hidden, int steps, ParameterLayout layout) {
    int rows = shape.outputs();
    List<String> name = List.of("readout");
    weights = layout.add(Role.READOUT, name, rows, hidden);
    direct = layout.add(Role.READOUT, name, rows, shape.direct() ? shape.inputs() : 0);
    bias = layout.add(Role.BIAS, name, rows, 1);
    isDirect = shape.direct();
    int padded = Kernel.padded(rows);
    outputs = new Steps(new float[steps * padded], 0, padded);
    back = Panels.zeros(hidden, rows);
  }

  /** Reads out steps 0 to count − 1. */
  void forward(Parameters parameters, Steps hidden, Steps inputs, int count, Kernel kernel) {
    for (int t = 0; t < count; t++) {
      bias(parameters, t);
    }
    kernel.addProducts(parameters.matrix(weights), hidden, outputs, count);
    if (isDirect) {
      kernel.addProducts(parameters.matrix(direct), inputs, outputs, count);
    }
  }

  /** Reads out a hidden state and input into step 0. */
  void forwardOne(Parameters parameters, float[] hidden, int from, float[] inputs, Kernel kernel) {
    bias(parameters, 0);
    kernel.addProduct(parameters.matrix(weights), hidden, from, outputs.values(), 0);
    if (isDirect) {
      kernel.addProduct(parameters.matrix(direct), inputs, 0, outputs.values(), 0);
    }
  }

  private void bias(Parameters parameters, int step) {
    System.arraycopy(
        parameters.values(), bias.from(), outputs.values(), outputs.at(step), outputs.stride());
  }

  /**
   * Adds the gradient by the hidden states.
   *
   * @param into [steps][padded hidden]. Modified.
   */
  void backward(Parameters parameters, Steps into, int count, Kernel kernel) {
    kernel.transposeInto(parameters.matrix(weights), back);
    kernel.addProducts(back, outputs, into, count);
  }

  /** Adds the gradient by the inputs that came by the direct path. */
  void inputGradientsInto(Parameters parameters, Steps into, int count, Kernel kernel) {
    if (isDirect) {
      Panels transposed = Panels.zeros(/* rows= */ direct.columns(), /* columns= */ direct.rows());
      kernel.transposeInto(parameters.matrix(direct), transposed);
      kernel.addProducts(transposed, outputs, into, count);
    }
  }

  /** Sums the gradient by its parameters over the window. */
  void collect(Steps hidden, Steps inputs, int count, Parameters gradient, Kernel kernel) {
    kernel.outerProductsInto(outputs, hidden, count, gradient.matrix(weights));
    if (isDirect) {
      kernel.outerProductsInto(outputs, inputs, count, gradient.matrix(direct));
    }
    kernel.columnSumsInto(outputs, count, outputs.stride(), gradient.values(), bias.from());
  }
}
