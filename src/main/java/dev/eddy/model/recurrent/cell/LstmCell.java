package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * Long short-term memory with a forget gate (Hochreiter and Schmidhuber 1997, doi
 * 10.1162/neco.1997.9.8.1735; Gers et al. 2000, doi 10.1162/089976600300015015):
 *
 * <pre>
 *   i, f, o = sigmoid(W·x + b + U·h' + d)   g = tanh(W·x + b + U·h' + d)
 *   c = f·c' + i·g   h = o·tanh(c)
 * </pre>
 *
 * <p>With n inputs and m units 4·m·(n + m + 2) parameters, and 8·m bytes carried a step. The forget
 * gate starts open, by a bias of 1 (Jozefowicz, Zaremba and Sutskever 2015, PMLR 37:2342).
 */
final class LstmCell implements Equations {
  static final int INPUT_GATE = 0;
  static final int FORGET_GATE = 1;
  static final int CANDIDATE = 2;
  static final int OUTPUT_GATE = 3;

  private final Gates gates;
  private final LayerTrace trace;
  private final InputWeights input;

  private LstmCell(Gates gates, LayerTrace trace, InputWeights input) {
    this.gates = gates;
    this.trace = trace;
    this.input = input;
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    Gates gates = gates(layer, spec.units());
    LayerTrace trace = LayerTrace.lstm(spec.units(), steps);
    Connections all = Connections.of(layout, gates, inputs, trace);
    Equations equations = new LstmCell(gates, trace, all.input);
    return ComposedCell.of(
        trace, spec.units(), all.recurrent.recurrence(CANDIDATE), equations, all);
  }

  /** The gates of this cell and of those that add to it. */
  static Gates gates(String layer, int units) {
    return Gates.of(layer, units, "input-gate", "forget-gate", "candidate", "output-gate");
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    input.startBias(parameters, FORGET_GATE, 1);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    kernel.lstmForward(trace, step);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    kernel.lstmBackward(trace, step);
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(trace, step, INPUT_GATE, FORGET_GATE, OUTPUT_GATE);
  }
}
