package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Panels;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * Gated recurrent units whose reset gate acts after the recurrent product, as cuDNN and PyTorch
 * have them (Cho et al. 2014, arXiv 1406.1078, has it before; see {@code gru-cho}):
 *
 * <pre>
 *   r, z = sigmoid(W·x + b + U·h' + d)   n = tanh(W·x + b + r·(U·h' + d))
 *   h = (1 − z)·n + z·h'
 * </pre>
 *
 * <p>With n inputs and m units 3·m·(n + m + 2) parameters, and 4·m bytes carried a step.
 */
final class GruCell implements Cell {
  private static final int RESET_GATE = 0;
  private static final int UPDATE_GATE = 1;

  private final int units;
  private final Gates gates;
  private final LayerTrace trace;
  private final Steps candidateSums; // [steps][padded units] U·h' + d of the candidate
  private final InputWeights input;
  private final RecurrentWeights recurrentGates; // of r and z
  private final RecurrentWeights recurrentCandidate;
  private final float[] bias; // [3·padded units] b, for r and z with d
  private final int padded;

  GruCell(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    units = spec.units();
    padded = Kernel.padded(units);
    gates = Gates.of(layer, units, "reset-gate", "update-gate", "candidate");
    trace = new LayerTrace(new LayerTrace.Sizes(3 * padded, padded, 0, padded, 3 * padded), steps);
    candidateSums = new Steps(trace.work, 0, padded);
    input = new InputWeights(layout, gates, inputs, trace.gateSteps(), trace.gateGradientSteps());
    recurrentGates =
        new RecurrentWeights(
            layout,
            Gates.of(layer, units, "reset-gate", "update-gate"),
            units,
            new Steps(trace.feedbackGradients, 0, 3 * padded));
    recurrentCandidate =
        new RecurrentWeights(
            layout,
            Gates.of(layer, units, "candidate"),
            units,
            new Steps(trace.feedbackGradients, 2 * padded, 3 * padded));
    bias = new float[gates.padded()];
  }

  @Override
  public LayerTrace trace() {
    return trace;
  }

  @Override
  public int outputs() {
    return units;
  }

  @Override
  public int cells() {
    return 0;
  }

  @Override
  public void start(Parameters parameters, StartSpec start, Chance chance) {
    input.start(parameters, chance);
    recurrentGates.start(parameters, start, chance);
    recurrentCandidate.start(parameters, start, chance);
  }

  @Override
  public void prepare(Parameters parameters, Steps inputs, int count, Kernel kernel) {
    sumBiases(parameters);
    input.prepare(parameters, bias, inputs, count, kernel);
  }

  @Override
  public void prepareStep(Parameters parameters, Steps inputs, int step, Kernel kernel) {
    sumBiases(parameters);
    input.prepareStep(parameters, bias, inputs, step, kernel);
  }

  private void sumBiases(Parameters parameters) {
    System.arraycopy(parameters.values(), input.bias.from(), bias, 0, bias.length);
    recurrentGates.addBias(parameters, bias, 0);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    Steps hidden = trace.hiddenBefore();
    recurrentGates.addProduct(parameters, hidden, trace.gateSteps(), step, kernel);
    recurrentCandidate.sumInto(parameters, hidden, candidateSums, step, kernel);
    kernel.gruForward(trace, step);
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    recurrentGates.prepareBackward(parameters);
    recurrentCandidate.prepareBackward(parameters);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    kernel.gruBackward(trace, step);
    recurrentGates.backward(trace.hiddenGradientsBefore(), step, kernel);
    recurrentCandidate.backward(trace.hiddenGradientsBefore(), step, kernel);
  }

  @Override
  public void inputGradientsInto(Parameters parameters, Steps gradients, int count, Kernel kernel) {
    input.inputGradientsInto(parameters, gradients, count, kernel);
  }

  @Override
  public void collect(Steps inputs, int count, Parameters gradient, Kernel kernel) {
    input.collect(inputs, count, gradient, kernel);
    recurrentGates.collect(trace.hiddenBefore(), count, gradient, kernel);
    recurrentCandidate.collect(trace.hiddenBefore(), count, gradient, kernel);
  }

  @Override
  public double saturation(int step) {
    int saturated =
        gates.saturated(trace, step, RESET_GATE) + gates.saturated(trace, step, UPDATE_GATE);
    return saturated / (2.0 * units);
  }

  @Override
  public Panels recurrence(Parameters parameters) {
    return parameters.matrix(recurrentCandidate.weights);
  }
}
