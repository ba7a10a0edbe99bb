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
  private static final int INPUT_GATE = 0;
  private static final int CANDIDATE = 1;
  private static final int OUTPUT_GATE = 2;

  private final Gates gates;
  private final LayerTrace trace;
  private final Exposure exposure;
  private final float decay;

  private UngatedLstmCell(Gates gates, LayerTrace trace, float decay) {
    this.gates = gates;
    this.trace = trace;
    exposure = new Exposure(trace, OUTPUT_GATE);
    this.decay = decay;
  }

  /** As in 1997. */
  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    return of(gates(layer, spec), 1, inputs, steps, layout);
  }

  /** With the decay that is asked for. */
  static Cell decaying(
      LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    float decay = (float) spec.decayOrDefault();
    return of(gates(layer, spec), decay, inputs, steps, layout);
  }

  private static Gates gates(String layer, LayerSpec spec) {
    return Gates.of(layer, spec.units(), "input-gate", "candidate", "output-gate");
  }

  private static Cell of(Gates gates, float decay, int inputs, int steps, ParameterLayout layout) {
    int padded = Kernel.padded(gates.units());
    LayerTrace trace =
        new LayerTrace(new LayerTrace.Sizes(3 * padded, padded, padded, padded, 0), steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Equations equations = new UngatedLstmCell(gates, trace, decay);
    return ComposedCell.of(
        trace, gates.units(), all.recurrent.recurrence(CANDIDATE), equations, all);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    int size = trace.memory;
    float[] gates = trace.gates;
    int i = step * trace.sums;
    int g = i + CANDIDATE * size;
    int o = i + OUTPUT_GATE * size;
    int before = step * size;
    kernel.sigmoidInto(gates, i, gates, i, size);
    kernel.tanhInto(gates, g, gates, g, size);
    kernel.sigmoidInto(gates, o, gates, o, size);
    for (int u = 0; u < size; u++) {
      trace.cells[before + size + u] =
          Math.fma(decay, trace.cells[before + u], gates[i + u] * gates[g + u]);
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
      float g = trace.gates[gate + CANDIDATE * size + u];
      float dc = trace.cellGradient[u];
      trace.gateGradients[gate + u] = (dc * g) * (i * (1f - i));
      trace.gateGradients[gate + CANDIDATE * size + u] = (dc * i) * Math.fma(-g, g, 1f);
      trace.cellGradient[u] = dc * decay;
    }
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(trace, step, INPUT_GATE, OUTPUT_GATE);
  }
}
