package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.spec.LayerSpec;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * Elman's units with the rectifier (Le, Jaitly and Hinton 2015, arXiv 1504.00941), whose slope is 0
 * at 0:
 *
 * <pre>
 *   h = max(0, W·x + b + U·h' + d)
 * </pre>
 *
 * <p>With n inputs and m units m·(n + m + 2) parameters, and 4·m bytes carried a step.
 */
final class ElmanReluCell implements Equations {
  private final int units;
  private final LayerTrace trace;
  private final RecurrentWeights recurrent;

  private ElmanReluCell(int units, LayerTrace trace, RecurrentWeights recurrent) {
    this.units = units;
    this.trace = trace;
    this.recurrent = recurrent;
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    Gates gates = ElmanCell.gates(layer, spec.units());
    LayerTrace trace = ElmanCell.trace(gates, steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Equations equations = new ElmanReluCell(spec.units(), trace, all.recurrent);
    return ComposedCell.of(trace, spec.units(), all.recurrent.recurrence(0), equations, all);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    kernel.reluForward(trace, step);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    kernel.reluBackward(trace, step);
  }

  /** Share of units at rest, which learn nothing. */
  @Override
  public double saturation(int step) {
    int from = trace.hiddenAfter().at(step);
    int resting = 0;
    for (int u = 0; u < units; u++) {
      resting += trace.hidden[from + u] <= 0 ? 1 : 0;
    }
    return (double) resting / units;
  }

  /** Rectifying lengthens nothing: the bound is that of the recurrent matrix. */
  @Override
  public double contraction(Parameters parameters) {
    return recurrent.normBound(parameters);
  }
}
