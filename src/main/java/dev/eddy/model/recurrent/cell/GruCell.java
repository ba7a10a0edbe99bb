package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * Gated recurrent units whose reset gate acts after the recurrent product, as cuDNN and PyTorch
 * have them (Cho et al. 2014, arXiv 1406.1078, has it before; see {@link ChoGruCell}):
 *
 * <pre>
 *   r, z = sigmoid(W·x + b + U·h' + d)   n = tanh(W·x + b + r·(U·h' + d))
 *   h = (1 − z)·n + z·h'
 * </pre>
 *
 * <p>With n inputs and m units 3·m·(n + m + 2) parameters, and 4·m bytes carried a step.
 */
final class GruCell implements Equations {
  static final int RESET_GATE = 0;
  static final int UPDATE_GATE = 1;
  static final int CANDIDATE = 2;

  private final Gates gates;
  private final LayerTrace trace;
  private final RecurrentWeights candidate;
  private final Steps candidateSums; // [steps][padded units] U·h' + d

  private GruCell(Gates gates, LayerTrace trace, RecurrentWeights candidate) {
    this.gates = gates;
    this.trace = trace;
    this.candidate = candidate;
    candidateSums = new Steps(trace.work, 0, trace.workSize);
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    int units = spec.units();
    int padded = Kernel.padded(units);
    Gates gates = gates(layer, units);
    LayerTrace trace =
        new LayerTrace(new LayerTrace.Sizes(3 * padded, padded, 0, padded, 3 * padded), steps);
    Steps back = new Steps(trace.feedbackGradients, 0, trace.feedback);
    Steps candidateBack = new Steps(trace.feedbackGradients, 2 * padded, trace.feedback);
    Connections all =
        new Connections(
            new InputWeights(layout, gates, inputs, trace.gateSteps(), trace.gateGradientSteps()),
            new RecurrentWeights(layout, gates.first(2), units, back));
    RecurrentWeights candidate =
        new RecurrentWeights(layout, gates.only(CANDIDATE), units, candidateBack);
    Equations equations = new GruCell(gates, trace, candidate);
    return ComposedCell.of(trace, units, candidate.recurrence(0), equations, all);
  }

  /** The gates of both conventions. */
  static Gates gates(String layer, int units) {
    return Gates.of(layer, units, "reset-gate", "update-gate", "candidate");
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    candidate.start(parameters, recurrent, chance);
  }

  @Override
  public void prepare(Parameters parameters) {
    candidate.prepare(parameters);
  }

  @Override
  public void prepareStep(Parameters parameters) {
    candidate.prepareStep(parameters);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    candidate.sumInto(parameters, trace.hiddenBefore(), candidateSums, step, kernel);
    kernel.gruForward(trace, step);
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    candidate.prepareBackward(parameters, kernel);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    kernel.gruBackward(trace, step);
    candidate.backward(trace.hiddenGradientsBefore(), step, kernel);
  }

  @Override
  public void collect(int count, Parameters gradient, Kernel kernel) {
    candidate.collect(trace.hiddenBefore(), count, gradient, kernel);
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(trace, step, RESET_GATE, UPDATE_GATE);
  }
}
