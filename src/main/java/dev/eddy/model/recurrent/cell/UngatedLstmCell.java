package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.spec.LayerSpec;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * Long short-term memory as it was before it learned to forget (Hochreiter and Schmidhuber 1997,
 * doi 10.1162/neco.1997.9.8.1735), and with cell states that decay at a fixed rate δ, which is not
 * learned:
 *
 * <pre>
 *   i, o = sigmoid(W·x + b + U·h' + d)   g = tanh(W·x + b + U·h' + d)
 *   c = δ·c' + i·g   h = o·tanh(c)
 * </pre>
 *
 * <p>The paper has δ = 1, so that errors pass through the cells unchanged; here a full gradient
 * also passes through the gates, and both squashing functions are tanh, where the paper has
 * logistic functions scaled to ±2 and ±1. Without a forget gate there is none to bias open.
 *
 * <p>With n inputs and m units 3·m·(n + m + 2) parameters, and 8·m bytes carried a step.
 */
final class UngatedLstmCell implements Equations {
  private final Gates gates;
  private final LayerTrace trace;
  private final Exposure exposure;
  private final float decay;

  private UngatedLstmCell(Gates gates, LayerTrace trace, float decay) {
    this.gates = gates;
    this.trace = trace;
    exposure = new Exposure(trace, CoupledLstmCell.OUTPUT_GATE);
    this.decay = decay;
  }

  /** As in 1997. */
  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    return of(CoupledLstmCell.gates(layer, spec.units()), 1, inputs, steps, layout);
  }

  /** With the decay that is asked for. */
  static Cell decaying(
      LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    float decay = (float) spec.decayOrDefault();
    return of(CoupledLstmCell.gates(layer, spec.units()), decay, inputs, steps, layout);
  }

  private static Cell of(Gates gates, float decay, int inputs, int steps, ParameterLayout layout) {
    LayerTrace trace = CoupledLstmCell.trace(gates, steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Equations equations = new UngatedLstmCell(gates, trace, decay);
    return ComposedCell.of(
        trace, gates.units(), all.recurrent.recurrence(CoupledLstmCell.CANDIDATE), equations, all);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    CoupledLstmCell.open(trace, step, kernel);
    int size = trace.memory;
    int i = step * trace.sums;
    int g = i + CoupledLstmCell.CANDIDATE * size;
    int before = step * size;
    for (int u = 0; u < size; u++) {
      trace.cells[before + size + u] =
          Math.fma(decay, trace.cells[before + u], trace.gates[i + u] * trace.gates[g + u]);
    }
    exposure.forward(step, kernel);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    exposure.backward(step);
    int size = trace.memory;
    int gate = step * trace.sums;
    for (int u = 0; u < size; u++) {
      float i = trace.gates[gate + u];
      float g = trace.gates[gate + CoupledLstmCell.CANDIDATE * size + u];
      float dc = trace.cellGradient[u];
      trace.gateGradients[gate + u] = (dc * g) * (i * (1f - i));
      trace.gateGradients[gate + CoupledLstmCell.CANDIDATE * size + u] =
          (dc * i) * Math.fma(-g, g, 1f);
      trace.cellGradient[u] = dc * decay;
    }
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(trace, step, CoupledLstmCell.INPUT_GATE, CoupledLstmCell.OUTPUT_GATE);
  }
}
