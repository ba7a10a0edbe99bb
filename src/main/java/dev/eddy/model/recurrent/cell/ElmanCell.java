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
 * Units that read themselves (Elman 1990, doi 10.1207/s15516709cog1402_1):
 *
 * <pre>
 *   h = tanh(W·x + b + U·h' + d)
 * </pre>
 *
 * <p>With n inputs and m units m·(n + m + 2) parameters, and 4·m bytes carried a step.
 */
final class ElmanCell implements Cell {
  private static final float SATURATED = 0.95f;

  private final int units;
  private final LayerTrace trace;
  private final InputWeights input;
  private final RecurrentWeights recurrent;
  private final float[] bias; // [padded units] b + d

  ElmanCell(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    units = spec.units();
    Gates gates = Gates.of(layer, units, "units");
    int padded = gates.padded();
    trace = new LayerTrace(new LayerTrace.Sizes(padded, padded, 0, 0, 0), steps);
    input = new InputWeights(layout, gates, inputs, trace.gateSteps(), trace.gateGradientSteps());
    recurrent = new RecurrentWeights(layout, gates, units, trace.gateGradientSteps());
    bias = new float[padded];
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
    recurrent.start(parameters, start, chance);
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
    kernel.elmanForward(trace, step);
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    recurrent.prepareBackward(parameters);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    kernel.elmanBackward(trace, step);
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

  @Override
  public Panels recurrence(Parameters parameters) {
    return parameters.matrix(recurrent.weights);
  }

  /** tanh lengthens nothing: the bound is that of the recurrent matrix. */
  @Override
  public double contraction(Parameters parameters) {
    return recurrent.normBound(parameters);
  }
}
