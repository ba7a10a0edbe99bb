package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;

/**
 * What a cell lets others see of its state, h = o·tanh(c), and the way back. Keeps tanh(c) as the
 * first work of the trace.
 */
final class Exposure {
  private final LayerTrace trace;
  private final int gate; // where o begins within a step's gates
  private final Steps exposed; // [steps][padded units]
  private final Steps gradients; // by that, alike

  /**
   * Of a cell whose exposed state is its hidden state.
   *
   * @param gate number of the output gate
   */
  Exposure(LayerTrace trace, int gate) {
    this(trace, gate, trace.hiddenAfter(), trace.hiddenGradientsAfter());
  }

  /**
   * Of any cell.
   *
   * @param exposed Modified by passes.
   * @param gradients the loss's gradient by what is exposed. Not modified.
   */
  Exposure(LayerTrace trace, int gate, Steps exposed, Steps gradients) {
    this.trace = trace;
    this.gate = gate * trace.memory;
    this.exposed = exposed;
    this.gradients = gradients;
  }

  /** From the cell state after a step and the open gate. */
  void forward(int step, Kernel kernel) {
    int size = trace.memory;
    int o = trace.gateSteps().at(step) + gate;
    int bounded = step * trace.workSize;
    int to = exposed.at(step);
    kernel.tanhInto(trace.cells, (step + 1) * size, trace.work, bounded, size);
    for (int u = 0; u < size; u++) {
      exposed.values()[to + u] = trace.gates[o + u] * trace.work[bounded + u];
    }
  }

  /**
   * Sets the gradient by the sum of the output gate, and adds to the cell gradient what comes by
   * this way: do = (dh·tanh(c))·(o·(1 − o)), dc += (dh·o)·(1 − tanh²(c)).
   */
  void backward(int step) {
    float[] cellGradient = trace.cellGradient;
    int at = trace.gateSteps().at(step) + gate;
    int bounded = step * trace.workSize;
    int from = gradients.at(step);
    for (int u = 0; u < trace.memory; u++) {
      float dh = gradients.values()[from + u];
      float o = trace.gates[at + u];
      float b = trace.work[bounded + u];
      trace.gateGradients[at + u] = (dh * b) * (o * (1f - o));
      cellGradient[u] = Math.fma(dh * o, Math.fma(-b, b, 1f), cellGradient[u]);
    }
  }
}
