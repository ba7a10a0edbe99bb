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
  private static final int INPUT_GATE = 0;
  private static final int CANDIDATE = 1;
  private static final int OUTPUT_GATE = 2;

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
    Gates gates = Gates.of(layer, spec.units(), "input-gate", "candidate", "output-gate");
    int padded = Kernel.padded(spec.units());
    LayerTrace trace =
        new LayerTrace(new LayerTrace.Sizes(3 * padded, padded, padded, padded, 0), steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Equations equations = new CoupledLstmCell(gates, trace, all.input);
    return ComposedCell.of(
        trace, spec.units(), all.recurrent.recurrence(CANDIDATE), equations, all);
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    input.startBias(parameters, INPUT_GATE, -1);
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
      float c = trace.cells[before + u];
      trace.cells[before + size + u] = Math.fma(gates[i + u], gates[g + u] - c, c);
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
