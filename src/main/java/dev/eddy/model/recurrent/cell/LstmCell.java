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
final class LstmCell implements Cell {
  private static final int INPUT_GATE = 0;
  private static final int FORGET_GATE = 1;
  private static final int CANDIDATE = 2;
  private static final int OUTPUT_GATE = 3;

  private final int units;
  private final Gates gates;
  private final LayerTrace trace;
  private final InputWeights input;
  private final RecurrentWeights recurrent;
  private final float[] bias; // [4·padded units] b + d

  LstmCell(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    units = spec.units();
    gates = Gates.of(layer, units, "input-gate", "forget-gate", "candidate", "output-gate");
    trace = LayerTrace.lstm(units, steps);
    input = new InputWeights(layout, gates, inputs, trace.gateSteps(), trace.gateGradientSteps());
    recurrent = new RecurrentWeights(layout, gates, units, trace.gateGradientSteps());
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
    return units;
  }

  @Override
  public void start(Parameters parameters, StartSpec start, Chance chance) {
    input.start(parameters, chance);
    recurrent.start(parameters, start, chance);
    for (int unit = 0; unit < units; unit++) {
      parameters.values()[input.bias.index(FORGET_GATE * units + unit, 0)] = 1;
    }
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
    recurrent.addBias(parameters, bias, 0);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    recurrent.addProduct(parameters, trace.hiddenBefore(), trace.gateSteps(), step, kernel);
    kernel.lstmForward(trace, step);
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    recurrent.prepareBackward(parameters);
    trace.clearCellGradient();
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    kernel.lstmBackward(trace, step);
    recurrent.backward(trace.hiddenGradientsBefore(), step, kernel);
  }

  @Override
  public void inputGradientsInto(Parameters parameters, Steps gradients, int count, Kernel kernel) {
    input.inputGradientsInto(parameters, gradients, count, kernel);
  }

  @Override
  public void collect(Steps inputs, int count, Parameters gradient, Kernel kernel) {
    input.collect(inputs, count, gradient, kernel);
    recurrent.collect(trace.hiddenBefore(), count, gradient, kernel);
  }

  @Override
  public double saturation(int step) {
    int saturated =
        gates.saturated(trace, step, INPUT_GATE)
            + gates.saturated(trace, step, FORGET_GATE)
            + gates.saturated(trace, step, OUTPUT_GATE);
    return saturated / (3.0 * units);
  }

  @Override
  public Panels recurrence(Parameters parameters) {
    return parameters.group(recurrent.weights, CANDIDATE);
  }
}
