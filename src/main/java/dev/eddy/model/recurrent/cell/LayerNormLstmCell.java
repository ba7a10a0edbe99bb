package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;
import java.util.Arrays;

/**
 * Long short-term memory with normalised sums (Ba, Kiros and Hinton 2016, arXiv 1607.06450,
 * equations 20 to 22), N of {@link Normalisation} over all gates at once:
 *
 * <pre>
 *   i, f, o = sigmoid(a)   g = tanh(a)   a = N(W·x) + b + N(U·h') + d
 *   c = f·c' + i·g   h = o·tanh(N(c))
 * </pre>
 *
 * <p>c' is carried on as it is. With n inputs and m units 4·m·(n + m + 6) + 2·m parameters, and 8·m
 * bytes carried a step. The forget gate starts open, by a bias of 1; gains start at 1.
 */
final class LayerNormLstmCell implements Cell {
  private final int units;
  private final int padded;
  private final Gates gates;
  private final LayerTrace trace;
  private final Work work;
  private final Steps byRecurrent; // [steps][sums] the loss's gradient by U·h'
  private final Steps cellGradient; // the same at every step
  private final InputWeights input;
  private final RecurrentWeights recurrent;
  private final Normalisation recurrentNormal;
  private final Normalisation inputNormal;
  private final Normalisation cellNormal;
  private final float[] bias; // [4·padded units] b + d
  private final Steps nothing; // [4·padded units] zero at every step: biases stand outside of N

  LayerNormLstmCell(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    units = spec.units();
    padded = Kernel.padded(units);
    gates = LstmCell.gates(layer, units);
    int sums = gates.padded();
    trace =
        new LayerTrace(
            new LayerTrace.Sizes(sums, padded, padded, 3 * sums + 2 * padded, sums), steps);
    work = new Work(trace, sums);
    cellGradient = new Steps(trace.cellGradient, 0, 0);
    byRecurrent = new Steps(trace.feedbackGradients, 0, trace.feedback);
    input = new InputWeights(layout, gates, inputs, work.inputs, trace.gateGradientSteps());
    recurrent = new RecurrentWeights(layout, gates, units, byRecurrent);
    recurrentNormal = new Normalisation(layout, gates, work.recurrents, work.bySums, steps);
    inputNormal = new Normalisation(layout, gates, work.inputs, work.bySums, steps);
    Steps cells = new Steps(trace.cells, padded, padded);
    Gates cell = Gates.of(layer, units, "cell-state");
    cellNormal = new Normalisation(layout, cell, cells, work.byBounded, steps);
    bias = new float[sums];
    nothing = new Steps(new float[sums], 0, 0);
  }

  /** What is kept for the way back. */
  private static final class Work {
    final Steps inputs; // [steps][sums] W·x
    final Steps recurrents; // [steps][sums] U·h'
    final Steps bySums; // [steps][sums] the loss's gradient by a
    final Steps bounded; // [steps][padded units] tanh(N(c))
    final Steps byBounded; // [steps][padded units] the loss's gradient by N(c)

    Work(LayerTrace trace, int sums) {
      inputs = new Steps(trace.work, 0, trace.workSize);
      recurrents = new Steps(trace.work, sums, trace.workSize);
      bySums = new Steps(trace.work, 2 * sums, trace.workSize);
      bounded = new Steps(trace.work, 3 * sums, trace.workSize);
      byBounded = new Steps(trace.work, 3 * sums + trace.memory, trace.workSize);
    }
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
    input.startBias(parameters, LstmCell.FORGET_GATE, 1);
    recurrent.start(parameters, start, chance);
    recurrentNormal.start(parameters);
    inputNormal.start(parameters);
    cellNormal.start(parameters);
  }

  @Override
  public void prepare(Parameters parameters, Steps inputs, int count, Kernel kernel) {
    sumBiases(parameters);
    recurrent.prepare(parameters);
    input.prepare(parameters, nothing, inputs, count, kernel);
  }

  @Override
  public void prepareStep(Parameters parameters, Steps inputs, int step, Kernel kernel) {
    sumBiases(parameters);
    recurrent.prepareStep(parameters);
    input.prepareStep(parameters, nothing.values(), inputs, step, kernel);
  }

  private void sumBiases(Parameters parameters) {
    System.arraycopy(parameters.values(), input.bias.from(), bias, 0, bias.length);
    recurrent.addBias(parameters, bias, 0);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    clear(work.recurrents, step, bias.length);
    recurrent.addProduct(trace.hiddenBefore(), work.recurrents, step, kernel);
    int gate = trace.gateSteps().at(step);
    System.arraycopy(bias, 0, trace.gates, gate, bias.length);
    recurrentNormal.addInto(parameters, trace.gateSteps(), step);
    inputNormal.addInto(parameters, trace.gateSteps(), step);
    LstmState.forward(trace, step, kernel);
    clear(work.bounded, step, padded);
    cellNormal.addInto(parameters, work.bounded, step);
    int bounded = work.bounded.at(step);
    kernel.tanhInto(trace.work, bounded, trace.work, bounded, padded);
    int o = gate + LstmCell.OUTPUT_GATE * padded;
    int after = trace.hiddenAfter().at(step);
    for (int u = 0; u < padded; u++) {
      trace.hidden[after + u] = trace.gates[o + u] * trace.work[bounded + u];
    }
  }

  private static void clear(Steps steps, int step, int size) {
    Arrays.fill(steps.values(), steps.at(step), steps.at(step) + size, 0);
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    recurrent.prepareBackward(parameters, kernel);
    trace.clearCellGradient();
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    float[] out = trace.work;
    int gate = step * trace.sums;
    int sum = work.bySums.at(step);
    int before = step * padded;
    for (int u = 0; u < padded; u++) {
      float o = trace.gates[gate + LstmCell.OUTPUT_GATE * padded + u];
      float bounded = trace.work[work.bounded.at(step) + u];
      float dh = trace.hiddenGradients[before + padded + u];
      out[sum + LstmCell.OUTPUT_GATE * padded + u] = (dh * bounded) * (o * (1f - o));
      out[work.byBounded.at(step) + u] = (dh * o) * Math.fma(-bounded, bounded, 1f);
    }
    cellNormal.backward(parameters, cellGradient, step);
    LstmState.backward(trace, step, work.bySums);
    clear(trace.gateGradientSteps(), step, bias.length);
    inputNormal.backward(parameters, trace.gateGradientSteps(), step);
    clear(byRecurrent, step, bias.length);
    recurrentNormal.backward(parameters, byRecurrent, step);
    recurrent.backward(trace.hiddenGradientsBefore(), step, kernel);
  }

  @Override
  public void inputGradientsInto(Parameters parameters, Steps gradients, int count, Kernel kernel) {
    input.inputGradientsInto(parameters, gradients, count, kernel);
  }

  @Override
  public void collect(Steps inputs, int count, Parameters gradient, Kernel kernel) {
    input.collectWeights(inputs, count, gradient, kernel);
    recurrent.collectWeights(trace.hiddenBefore(), count, gradient, kernel);
    float[] to = gradient.values();
    kernel.columnSumsInto(work.bySums, count, bias.length, to, input.bias.from());
    kernel.columnSumsInto(work.bySums, count, bias.length, to, recurrent.bias.from());
    recurrentNormal.collect(count, gradient, kernel);
    inputNormal.collect(count, gradient, kernel);
    cellNormal.collect(count, gradient, kernel);
  }

  @Override
  public double contraction(Parameters parameters) {
    return Double.NaN;
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(
        trace, step, LstmCell.INPUT_GATE, LstmCell.FORGET_GATE, LstmCell.OUTPUT_GATE);
  }

  /** Before it is normalised. */
  @Override
  public Recurrence recurrence() {
    return recurrent.recurrence(LstmCell.CANDIDATE);
  }
}
