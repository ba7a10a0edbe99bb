package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * Long short-term memory whose cells forget as much as they take in: one gate for both (Greff et
 * al. 2017, doi 10.1109/TNNLS.2016.2582924, variant CIFG):
 *
 * <pre>
 *   i, o = sigmoid(W·x + b + U·h' + d)   g = tanh(W·x + b + U·h' + d)
 *   c = (1 − i)·c' + i·g   h = o·tanh(c)
 * </pre>
 *
 * <p>With n inputs and m units 3·m·(n + m + 2) parameters, and 8·m bytes carried a step. The input
 * gate starts at a bias of −1: 1 − i is then as open as an LSTM's forget gate at its start.
 */
final class CoupledLstmCell implements Equations {
  static final int INPUT_GATE = 0;
  static final int CANDIDATE = 1;
  static final int OUTPUT_GATE = 2;

  private final Gates gates;
  private final LayerTrace trace;
  private final Exposure exposure;
  private final InputWeights input;

  private CoupledLstmCell(Gates gates, LayerTrace trace, InputWeights input) {
    this.gates = gates;
    this.trace = trace;
    exposure = new Exposure(trace, OUTPUT_GATE);
    this.input = input;
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    Gates gates = gates(layer, spec.units());
    LayerTrace trace = trace(gates, steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Equations equations = new CoupledLstmCell(gates, trace, all.input);
    return ComposedCell.of(
        trace, spec.units(), all.recurrent.recurrence(CANDIDATE), equations, all);
  }

  /** The gates of cells that learn no forgetting. */
  static Gates gates(String layer, int units) {
    return Gates.of(layer, units, "input-gate", "candidate", "output-gate");
  }

  /** The trace of such cells, with room for their {@link Exposure}. */
  static LayerTrace trace(Gates gates, int steps) {
    int padded = Kernel.padded(gates.units());
    return new LayerTrace(new LayerTrace.Sizes(3 * padded, padded, padded, padded, 0), steps);
  }

  /** From the sums of a step to the open gates of such cells. */
  static void open(LayerTrace trace, int step, Kernel kernel) {
    int size = trace.memory;
    int i = trace.gateSteps().at(step);
    int g = i + CANDIDATE * size;
    int o = i + OUTPUT_GATE * size;
    kernel.sigmoidInto(trace.gates, i, trace.gates, i, size);
    kernel.tanhInto(trace.gates, g, trace.gates, g, size);
    kernel.sigmoidInto(trace.gates, o, trace.gates, o, size);
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    input.startBias(parameters, INPUT_GATE, -1);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    open(trace, step, kernel);
    int size = trace.memory;
    int i = step * trace.sums;
    int g = i + CANDIDATE * size;
    int before = step * size;
    for (int u = 0; u < size; u++) {
      float c = trace.cells[before + u];
      trace.cells[before + size + u] = Math.fma(trace.gates[i + u], trace.gates[g + u] - c, c);
    }
    exposure.forward(step, kernel);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    exposure.backward(step);
    int size = trace.memory;
    int gate = step * trace.sums;
    int before = step * size;
    for (int u = 0; u < size; u++) {
      float i = trace.gates[gate + u];
      float g = trace.gates[gate + CANDIDATE * size + u];
      float dc = trace.cellGradient[u];
      trace.gateGradients[gate + u] = (dc * (g - trace.cells[before + u])) * (i * (1f - i));
      trace.gateGradients[gate + CANDIDATE * size + u] = (dc * i) * Math.fma(-g, g, 1f);
      trace.cellGradient[u] = dc * (1f - i);
    }
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(trace, step, INPUT_GATE, OUTPUT_GATE);
  }
}
