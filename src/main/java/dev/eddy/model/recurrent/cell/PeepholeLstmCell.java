package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import dev.eddy.training.Parameters;

/**
 * Long short-term memory whose gates also see their own cell: the input and forget gate as it was,
 * the output gate as it has become (Gers, Schraudolph and Schmidhuber 2003, doi
 * 10.1162/153244303768966139). With a = W·x + b + U·h' + d,
 *
 * <pre>
 *   i, f = sigmoid(a + p·c')   g = tanh(a)   c = f·c' + i·g
 *   o = sigmoid(a + p·c)   h = o·tanh(c)
 * </pre>
 *
 * <p>With n inputs and m units 4·m·(n + m + 2) + 3·m parameters, and 8·m bytes carried a step. The
 * forget gate starts open, by a bias of 1. Peepholes start at zero, as an LSTM without them: each
 * belongs to one cell, so that no symmetry has to be broken.
 */
final class PeepholeLstmCell implements Equations {
  private static final int OUTPUT_PEEPHOLE = 2;

  private final Gates gates;
  private final LayerTrace trace;
  private final InputWeights input;
  private final Part peepholes; // [3·units][1] of i, f, o
  private final Exposure exposure;

  private PeepholeLstmCell(Gates gates, LayerTrace trace, InputWeights input, Part peepholes) {
    this.gates = gates;
    this.trace = trace;
    this.input = input;
    this.peepholes = peepholes;
    exposure = new Exposure(trace, LstmCell.OUTPUT_GATE);
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    Gates gates = LstmCell.gates(layer, spec.units());
    LayerTrace trace = LayerTrace.lstm(spec.units(), steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Gates seeing = Gates.of(layer, spec.units(), "input-gate", "forget-gate", "output-gate");
    Part peepholes = layout.add(Role.RECURRENT, seeing.names(), seeing.units(), 1);
    Equations equations = new PeepholeLstmCell(gates, trace, all.input, peepholes);
    return ComposedCell.of(
        trace, spec.units(), all.recurrent.recurrence(LstmCell.CANDIDATE), equations, all);
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    input.startBias(parameters, LstmCell.FORGET_GATE, 1);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    int size = trace.memory;
    float[] gates = trace.gates;
    float[] p = parameters.values();
    int i = step * trace.sums;
    int f = i + LstmCell.FORGET_GATE * size;
    int o = i + LstmCell.OUTPUT_GATE * size;
    int before = step * size;
    int after = before + size;
    for (int u = 0; u < size; u++) {
      gates[i + u] = Math.fma(p[inputPeephole() + u], trace.cells[before + u], gates[i + u]);
      gates[f + u] = Math.fma(p[forgetPeephole() + u], trace.cells[before + u], gates[f + u]);
    }
    LstmState.forwardWithoutOutput(trace, step, kernel);
    for (int u = 0; u < size; u++) {
      gates[o + u] = Math.fma(p[outputPeephole() + u], trace.cells[after + u], gates[o + u]);
    }
    kernel.sigmoidInto(gates, o, gates, o, size);
    exposure.forward(step, kernel);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    exposure.backward(step);
    float[] dc = trace.cellGradient;
    float[] out = trace.gateGradients;
    float[] p = parameters.values();
    int i = step * trace.sums;
    int f = i + LstmCell.FORGET_GATE * trace.memory;
    int o = i + LstmCell.OUTPUT_GATE * trace.memory;
    for (int u = 0; u < trace.memory; u++) {
      dc[u] = Math.fma(p[outputPeephole() + u], out[o + u], dc[u]);
    }
    LstmState.backward(trace, step, trace.gateGradientSteps());
    for (int u = 0; u < trace.memory; u++) {
      float byForget = Math.fma(p[forgetPeephole() + u], out[f + u], dc[u]);
      dc[u] = Math.fma(p[inputPeephole() + u], out[i + u], byForget);
    }
  }

  @Override
  public void collect(int count, Parameters gradient, Kernel kernel) {
    int size = trace.memory;
    float[] to = gradient.values();
    for (int u = 0; u < size; u++) {
      float input = 0;
      float forget = 0;
      float output = 0;
      for (int t = 0; t < count; t++) {
        int gate = t * trace.sums + u;
        float before = trace.cells[t * size + u];
        input = Math.fma(trace.gateGradients[gate], before, input);
        forget = Math.fma(trace.gateGradients[gate + size], before, forget);
        float after = trace.cells[(t + 1) * size + u];
        output = Math.fma(trace.gateGradients[gate + 3 * size], after, output);
      }
      to[inputPeephole() + u] = input;
      to[forgetPeephole() + u] = forget;
      to[outputPeephole() + u] = output;
    }
  }

  private int inputPeephole() {
    return peepholes.from();
  }

  private int forgetPeephole() {
    return peepholes.from() + peepholes.groupSize();
  }

  private int outputPeephole() {
    return peepholes.from() + OUTPUT_PEEPHOLE * peepholes.groupSize();
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(
        trace, step, LstmCell.INPUT_GATE, LstmCell.FORGET_GATE, LstmCell.OUTPUT_GATE);
  }
}
