package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;

/**
 * How inputs x and the hidden state before, h', reach some gates of a layer: W·x + b + U·h' + d,
 * into the sums of the layer's trace. Where U has fewer gates than W, the rest have W·x + b alone.
 * Both biases are parameters, although only their sum counts. Not safe for use by several threads.
 */
final class Connections {
  final InputWeights input;
  final RecurrentWeights recurrent;

  private final float[] bias; // [gates·padded units] b + d
  private final Steps biases; // the same at every step

  Connections(InputWeights input, RecurrentWeights recurrent) {
    this.input = input;
    this.recurrent = recurrent;
    bias = new float[input.padded()];
    biases = new Steps(bias, 0, 0);
  }

  /** To all gates of a layer whose hidden state has an entry for each unit. Appends parameters. */
  static Connections of(ParameterLayout layout, Gates gates, int inputs, LayerTrace trace) {
    return new Connections(
        new InputWeights(layout, gates, inputs, trace.gateSteps(), trace.gateGradientSteps()),
        new RecurrentWeights(layout, gates, gates.units(), trace.gateGradientSteps()));
  }

  void start(Parameters parameters, StartSpec start, Chance chance) {
    input.start(parameters, chance);
    recurrent.start(parameters, start, chance);
  }

  void prepare(Parameters parameters, Steps inputs, int count, Kernel kernel) {
    sumBiases(parameters);
    recurrent.prepare(parameters);
    input.prepare(parameters, biases, inputs, count, kernel);
  }

  void prepareStep(Parameters parameters, Steps inputs, int step, Kernel kernel) {
    sumBiases(parameters);
    recurrent.prepareStep(parameters);
    input.prepareStep(parameters, bias, inputs, step, kernel);
  }

  private void sumBiases(Parameters parameters) {
    System.arraycopy(parameters.values(), input.bias.from(), bias, 0, bias.length);
    recurrent.addBias(parameters, bias, 0);
  }

  /** Completes the sums of a prepared step. */
  void forward(Parameters parameters, LayerTrace trace, int step, Kernel kernel) {
    recurrent.addProduct(trace.hiddenBefore(), input.sums, step, kernel);
  }

  void prepareBackward(Parameters parameters, Kernel kernel) {
    recurrent.prepareBackward(parameters, kernel);
  }

  /** Adds what the gradient by a step's sums owes to the hidden state before. */
  void backward(LayerTrace trace, int step, Kernel kernel) {
    recurrent.backward(trace.hiddenGradientsBefore(), step, kernel);
  }

  void inputGradientsInto(Parameters parameters, Steps gradients, int count, Kernel kernel) {
    input.inputGradientsInto(parameters, gradients, count, kernel);
  }

  void collect(LayerTrace trace, Steps inputs, int count, Parameters gradient, Kernel kernel) {
    input.collect(inputs, count, gradient, kernel);
    recurrent.collectWeights(trace.hiddenBefore(), count, gradient, kernel);
    float[] values = gradient.values(); // b and d are added alike
    System.arraycopy(values, input.bias.from(), values, recurrent.bias.from(), recurrent.padded());
  }
}
