package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.spec.LayerSpec;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * Units that read themselves (Elman 1990, doi 10.1207/s15516709cog1402_1):
 *
 * <pre>
 *   h = tanh(W·x + b + U·h' + d)
 * </pre>
 *
 * <p>With n inputs and m units m·(n + m + 2) parameters, and 4·m bytes carried a step.
 */
final class ElmanCell implements Equations {
  private static final float SATURATED = 0.95f;

  private final int units;
  private final LayerTrace trace;
  private final RecurrentWeights recurrent;

  private ElmanCell(int units, LayerTrace trace, RecurrentWeights recurrent) {
    this.units = units;
    this.trace = trace;
    this.recurrent = recurrent;
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    Gates gates = gates(layer, spec.units());
    LayerTrace trace = trace(gates, steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Equations equations = new ElmanCell(spec.units(), trace, all.recurrent);
    return ComposedCell.of(trace, spec.units(), all.recurrent.recurrence(0), equations, all);
  }

  /** The sums of units without gates. */
  static Gates gates(String layer, int units) {
    return Gates.of(layer, units, "units");
  }

  /** The trace of units without gates. */
  static LayerTrace trace(Gates gates, int steps) {
    int padded = gates.padded();
    return new LayerTrace(new LayerTrace.Sizes(padded, padded, 0, 0, 0), steps);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    kernel.elmanForward(trace, step);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    kernel.elmanBackward(trace, step);
  }

  /** Share of units beyond ±0.95. */
  @Override
  public double saturation(int step) {
    int from = trace.hiddenAfter().at(step);
    int saturated = 0;
    for (int u = 0; u < units; u++) {
      saturated += Math.abs(trace.hidden[from + u]) > SATURATED ? 1 : 0;
    }
    return (double) saturated / units;
  }

  /** tanh lengthens nothing: the bound is that of the recurrent matrix. */
  @Override
  public double contraction(Parameters parameters) {
    return recurrent.normBound(parameters);
  }
}
