package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;

/**
 * The state of cells whose gates are those of {@link LstmCell}, and the way back; what is seen of
 * it is each cell's own:
 *
 * <pre>
 *   i, f, o = sigmoid(a)   g = tanh(a)   c = f·c' + i·g
 * </pre>
 */
final class LstmState {
  private LstmState() {}

  /** From the sums of a step to its open gates and cell state. */
  static void forward(LayerTrace trace, int step, Kernel kernel) {
    int o = trace.gateSteps().at(step) + LstmCell.OUTPUT_GATE * trace.memory;
    forwardWithoutOutput(trace, step, kernel);
    kernel.sigmoidInto(trace.gates, o, trace.gates, o, trace.memory);
  }

  /** The same, but for the output gate. */
  static void forwardWithoutOutput(LayerTrace trace, int step, Kernel kernel) {
    int size = trace.memory;
    float[] gates = trace.gates;
    int i = trace.gateSteps().at(step);
    int f = i + LstmCell.FORGET_GATE * size;
    int g = i + LstmCell.CANDIDATE * size;
    int before = step * size;
    kernel.sigmoidInto(gates, i, gates, i, 2 * size);
    kernel.tanhInto(gates, g, gates, g, size);
    for (int u = 0; u < size; u++) {
      trace.cells[before + size + u] =
          Math.fma(gates[f + u], trace.cells[before + u], gates[i + u] * gates[g + u]);
    }
  }

  /**
   * From the complete cell gradient after a step to that before it by way of f, and to the gradient
   * by the sums of i, f and g.
   *
   * @param gradients [steps][sums]. Modified: but for those of the output gate.
   */
  static void backward(LayerTrace trace, int step, Steps gradients) {
    int size = trace.memory;
    float[] out = gradients.values();
    int to = gradients.at(step);
    int gate = trace.gateSteps().at(step);
    for (int u = 0; u < size; u++) {
      float i = trace.gates[gate + u];
      float f = trace.gates[gate + LstmCell.FORGET_GATE * size + u];
      float g = trace.gates[gate + LstmCell.CANDIDATE * size + u];
      float dc = trace.cellGradient[u];
      out[to + u] = (dc * g) * (i * (1f - i));
      out[to + LstmCell.FORGET_GATE * size + u] =
          (dc * trace.cells[step * size + u]) * (f * (1f - f));
      out[to + LstmCell.CANDIDATE * size + u] = (dc * i) * Math.fma(-g, g, 1f);
      trace.cellGradient[u] = dc * f;
    }
  }
}
