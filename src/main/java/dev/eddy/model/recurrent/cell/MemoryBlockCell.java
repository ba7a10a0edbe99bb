package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;
import java.util.List;

/**
 * Memory blocks: several cells that share their gates (Hochreiter and Schmidhuber 1997, doi
 * 10.1162/neco.1997.9.8.1735, section 4; with the forget gate of Gers, Schmidhuber and Cummins
 * 2000, doi 10.1162/089976600300015015). Units are cells; cell k belongs to block ⌊k/s⌋ of s cells:
 *
 * <pre>
 *   i, f, o = sigmoid(W·x + b + U·h' + d) of each block
 *   g = tanh(W·x + b + U·h' + d) of each cell
 *   c = f·c' + i·g   h = o·tanh(c) with the gates of its block
 * </pre>
 *
 * <p>With n inputs, m units and m/s blocks (3·m/s + m)·(n + m + 2) parameters, and 8·m bytes
 * carried a step. The forget gates start open, by a bias of 1.
 */
final class MemoryBlockCell implements Equations {
  private static final int INPUT_GATE = 0;
  private static final int FORGET_GATE = 1;
  private static final int OUTPUT_GATE = 2;

  private final Gates gates; // of the blocks
  private final LayerTrace trace; // gates of the blocks, then candidates of the cells
  private final InputWeights input; // of the gates
  private final int size; // cells of a block
  private final int paddedBlocks;

  private MemoryBlockCell(Gates gates, LayerTrace trace, InputWeights input, int size) {
    this.gates = gates;
    this.trace = trace;
    this.input = input;
    this.size = size;
    paddedBlocks = Kernel.padded(gates.units());
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    int units = spec.units();
    int padded = Kernel.padded(units);
    int size = spec.blockSizeOrDefault();
    Gates gates = Gates.of(layer, units / size, "input-gate", "forget-gate", "output-gate");
    Gates candidate = Gates.of(layer, units, "candidate");
    LayerTrace trace =
        new LayerTrace(
            new LayerTrace.Sizes(gates.padded() + padded, padded, padded, padded, 0), steps);
    Connections toGates = connections(layout, gates, inputs, units, trace, 0);
    Connections toCells = connections(layout, candidate, inputs, units, trace, gates.padded());
    return new ComposedCell(
        trace,
        units,
        units,
        toCells.recurrent.recurrence(0),
        new MemoryBlockCell(gates, trace, toGates.input, size),
        List.of(toGates, toCells));
  }

  private static Connections connections(
      ParameterLayout layout, Gates gates, int inputs, int units, LayerTrace trace, int from) {
    Steps sums = new Steps(trace.gates, from, trace.sums);
    Steps gradients = new Steps(trace.gateGradients, from, trace.sums);
    return new Connections(
        new InputWeights(layout, gates, inputs, sums, gradients),
        new RecurrentWeights(layout, gates, units, gradients));
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    input.startBias(parameters, FORGET_GATE, 1);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    int all = trace.memory;
    int i = step * trace.sums;
    int f = i + FORGET_GATE * paddedBlocks;
    int o = i + OUTPUT_GATE * paddedBlocks;
    int g = i + gates.padded();
    int before = step * all;
    int after = before + all;
    kernel.sigmoidInto(trace.gates, i, trace.gates, i, gates.padded());
    kernel.tanhInto(trace.gates, g, trace.gates, g, all);
    for (int b = 0; b < gates.units(); b++) {
      for (int u = b * size; u < (b + 1) * size; u++) {
        float taken = trace.gates[i + b] * trace.gates[g + u];
        trace.cells[after + u] = Math.fma(trace.gates[f + b], trace.cells[before + u], taken);
      }
    }
    kernel.tanhInto(trace.cells, after, trace.work, before, all);
    for (int b = 0; b < gates.units(); b++) {
      for (int u = b * size; u < (b + 1) * size; u++) {
        trace.hidden[after + u] = trace.gates[o + b] * trace.work[before + u];
      }
    }
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    for (int block = 0; block < gates.units(); block++) {
      backward(step, block);
    }
  }

  /** A gate's gradient is the sum over the cells of its block. */
  private void backward(int step, int block) {
    int at = step * trace.sums + block;
    int candidate = step * trace.sums + gates.padded();
    int before = step * trace.memory;
    float i = trace.gates[at];
    float f = trace.gates[at + FORGET_GATE * paddedBlocks];
    float o = trace.gates[at + OUTPUT_GATE * paddedBlocks];
    float di = 0;
    float df = 0;
    float dO = 0;
    for (int u = block * size; u < (block + 1) * size; u++) {
      float g = trace.gates[candidate + u];
      float bounded = trace.work[before + u];
      float dh = trace.hiddenGradients[before + trace.memory + u];
      float dc = Math.fma(dh * o, Math.fma(-bounded, bounded, 1f), trace.cellGradient[u]);
      di = Math.fma(dc, g, di);
      df = Math.fma(dc, trace.cells[before + u], df);
      dO = Math.fma(dh, bounded, dO);
      trace.gateGradients[candidate + u] = (dc * i) * Math.fma(-g, g, 1f);
      trace.cellGradient[u] = dc * f;
    }
    trace.gateGradients[at] = di * (i * (1f - i));
    trace.gateGradients[at + FORGET_GATE * paddedBlocks] = df * (f * (1f - f));
    trace.gateGradients[at + OUTPUT_GATE * paddedBlocks] = dO * (o * (1f - o));
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(trace, step, INPUT_GATE, FORGET_GATE, OUTPUT_GATE);
  }
}
