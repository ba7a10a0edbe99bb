package dev.eddy.model.recurrent;

import dev.eddy.kernel.AlignedPanels;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Panels;
import dev.eddy.kernel.Steps;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The scratch of one unrolled window and the passes through it. Nothing here outlasts a call of
 * whoever uses it, so that all networks of one shape on one thread share one.
 *
 * <p>A pass forward takes 4·units·(inputs + units) multiply-adds a step and as many for each
 * output, a pass back twice that. Takes about 48·window·units + 8·parameters bytes. Not safe for
 * use by several threads.
 */
final class LstmWindow {
  private static final ThreadLocal<Map<Key, LstmWindow>> SHARED =
      ThreadLocal.withInitial(HashMap::new);

  private record Key(LstmShape shape, int steps) {}

  private final LstmShape shape;
  private final int padded;
  private final float[] bias; // [4·padded units] sum of both
  private final Panels recurrentCopy; // [4·padded units][units] on cache lines
  private final Panels recurrentBack; // [padded units][4·padded units] transposed
  private final Panels readoutBack; // [padded units][outputs] transposed
  private final float[] partial = new float[Kernel.PANEL];

  /** The states of the window; cells[0] and hidden[0] are the carry that it starts from. */
  final LayerTrace trace;

  /** [steps][inputs], oldest first. */
  final float[] inputs;

  /** [steps][outputs], oldest first; NaN where there is nothing to learn. */
  final float[] targets;

  /** [steps][padded outputs] what was read out, and then the loss's gradient by it. */
  final float[] outputs;

  /** The loss's gradient by all parameters. */
  final LstmParameters gradient;

  private final Steps inputSteps;
  private final Steps gateSteps;
  private final Steps gateGradientSteps;
  private final Steps hiddenSteps; // after each step
  private final Steps hiddenBefore; // before each step
  private final Steps hiddenGradientSteps;
  private final Steps outputSteps;

  LstmWindow(LstmShape shape, int steps) {
    this.shape = shape;
    trace = LayerTrace.lstm(shape.units(), steps);
    padded = trace.outputs;
    bias = new float[4 * padded];
    recurrentCopy = AlignedPanels.zeros(4 * padded, shape.units());
    recurrentBack = AlignedPanels.zeros(padded, 4 * padded);
    readoutBack = Panels.zeros(padded, shape.outputs());
    inputs = new float[steps * shape.inputs()];
    targets = new float[steps * shape.outputs()];
    int paddedOutputs = Kernel.padded(shape.outputs());
    outputs = new float[steps * paddedOutputs];
    gradient = new LstmParameters(shape);
    inputSteps = new Steps(inputs, 0, shape.inputs());
    gateSteps = new Steps(trace.gates, 0, 4 * padded);
    gateGradientSteps = new Steps(trace.gateGradients, 0, 4 * padded);
    hiddenSteps = new Steps(trace.hidden, padded, padded);
    hiddenBefore = new Steps(trace.hidden, 0, padded);
    hiddenGradientSteps = new Steps(trace.hiddenGradients, padded, padded);
    outputSteps = new Steps(outputs, 0, paddedOutputs);
  }

  /** The one that networks of this shape share on this thread. */
  static LstmWindow shared(LstmShape shape, int steps) {
    return SHARED
        .get()
        .computeIfAbsent(new Key(shape, steps), key -> new LstmWindow(key.shape(), key.steps()));
  }

  /** Carries through {@code count} steps from the carry before them, and reads out each. */
  void forward(LstmParameters parameters, int count, Kernel kernel) {
    sumBiases(parameters);
    for (int t = 0; t < count; t++) {
      System.arraycopy(bias, 0, trace.gates, gateSteps.at(t), bias.length);
    }
    kernel.addProducts(parameters.input, inputSteps, gateSteps, count);
    parameters.recurrent.copyInto(recurrentCopy);
    for (int t = 0; t < count; t++) {
      recur(recurrentCopy, t, kernel);
    }
    readout(parameters, count, kernel);
  }

  /** Carries through one step, again if need be, from the carry before it. */
  void pass(LstmParameters parameters, int step, Kernel kernel) {
    sumBiases(parameters);
    System.arraycopy(bias, 0, trace.gates, gateSteps.at(step), bias.length);
    kernel.addProduct(
        parameters.input, inputs, inputSteps.at(step), trace.gates, gateSteps.at(step));
    recur(parameters.recurrent, step, kernel);
  }

  private void recur(Panels recurrent, int step, Kernel kernel) {
    kernel.addWideProduct(
        recurrent, trace.hidden, hiddenBefore.at(step), trace.gates, gateSteps.at(step));
    kernel.lstmForward(trace, step);
  }

  private void sumBiases(LstmParameters parameters) {
    float[] values = parameters.values();
    int first = parameters.inputBiasPart.from();
    int second = parameters.recurrentBiasPart.from();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = values[first + i] + values[second + i];
    }
  }

  private void readout(LstmParameters parameters, int count, Kernel kernel) {
    int size = outputSteps.stride();
    for (int t = 0; t < count; t++) {
      int from = parameters.readoutBiasPart.from();
      System.arraycopy(parameters.values(), from, outputs, outputSteps.at(t), size);
    }
    kernel.addProducts(parameters.readout, hiddenSteps, outputSteps, count);
    if (shape.direct()) {
      kernel.addProducts(parameters.direct, inputSteps, outputSteps, count);
    }
  }

  /**
   * Reads out the carry in hidden[0] with the input in inputs[0].
   *
   * @param to [outputs]. Modified.
   */
  void readoutCarry(LstmParameters parameters, float[] to, Kernel kernel) {
    System.arraycopy(
        parameters.values(), parameters.readoutBiasPart.from(), outputs, 0, outputSteps.stride());
    kernel.addProduct(parameters.readout, trace.hidden, 0, outputs, 0);
    if (shape.direct()) {
      kernel.addProduct(parameters.direct, inputs, 0, outputs, 0);
    }
    System.arraycopy(outputs, 0, to, 0, to.length);
  }

  /** Targets that are there. */
  int pairs(int count) {
    int pairs = 0;
    for (int i = 0; i < count * shape.outputs(); i++) {
      pairs += Float.isNaN(targets[i]) ? 0 : 1;
    }
    return pairs;
  }

  /**
   * The mean squared error over the targets that are there; leaves its gradient in {@link
   * #outputs}.
   *
   * @param pairs how many are there, at least 1
   */
  double loss(int count, int pairs) {
    double sum = 0;
    float factor = 2f / pairs;
    for (int t = 0; t < count; t++) {
      int at = outputSteps.at(t);
      for (int o = 0; o < shape.outputs(); o++) {
        float target = targets[t * shape.outputs() + o];
        float error = Float.isNaN(target) ? 0 : outputs[at + o] - target;
        sum += (double) error * error;
        outputs[at + o] = factor * error;
      }
    }
    return sum / pairs;
  }

  /** From the loss's gradient by the outputs to that by all parameters, {@link #gradient}. */
  void backward(LstmParameters parameters, int count, Kernel kernel) {
    parameters.recurrent.transposeInto(recurrentBack);
    parameters.readout.transposeInto(readoutBack);
    Arrays.fill(trace.hiddenGradients, 0, (count + 1) * padded, 0);
    Arrays.fill(trace.cellGradient, 0);
    kernel.addProducts(readoutBack, outputSteps, hiddenGradientSteps, count);
    for (int t = count - 1; t > 0; t--) {
      kernel.lstmBackward(trace, t);
      kernel.addWideProduct(
          recurrentBack,
          trace.gateGradients,
          gateGradientSteps.at(t),
          trace.hiddenGradients,
          hiddenGradientSteps.at(t - 1));
    }
    kernel.lstmBackward(trace, 0);
    collect(count, kernel);
  }

  /** Sums each parameter's gradient over the window. */
  private void collect(int count, Kernel kernel) {
    float[] values = gradient.values();
    int inputBias = gradient.inputBiasPart.from();
    int recurrentBias = gradient.recurrentBiasPart.from();
    int readoutBias = gradient.readoutBiasPart.from();
    kernel.outerProductsInto(gateGradientSteps, inputSteps, count, gradient.input);
    kernel.outerProductsInto(gateGradientSteps, hiddenBefore, count, gradient.recurrent);
    kernel.columnSumsInto(gateGradientSteps, count, 4 * padded, values, inputBias);
    System.arraycopy(values, inputBias, values, recurrentBias, 4 * padded);
    kernel.outerProductsInto(outputSteps, hiddenSteps, count, gradient.readout);
    if (shape.direct()) {
      kernel.outerProductsInto(outputSteps, inputSteps, count, gradient.direct);
    }
    kernel.columnSumsInto(outputSteps, count, outputSteps.stride(), values, readoutBias);
  }

  /** Norm of the gradient by the hidden state of a step. */
  double hiddenGradientNorm(int step, Kernel kernel) {
    int from = hiddenGradientSteps.at(step);
    return Math.sqrt(kernel.sumOfSquares(trace.hiddenGradients, from, padded, partial));
  }

  /** True if the carry after a step is finite. */
  boolean finite(int step, Kernel kernel) {
    int from = hiddenSteps.at(step);
    float sum =
        kernel.sumOfSquares(trace.hidden, from, padded, partial)
            + kernel.sumOfSquares(trace.cells, from, padded, partial);
    return sum <= Float.MAX_VALUE;
  }

  /** Share of the gates i, f and o at a step that are within 0.05 of 0 or 1. */
  double saturation(int step) {
    int saturated = 0;
    for (int gate : new int[] {0, 1, 3}) {
      int from = gateSteps.at(step) + gate * padded;
      for (int u = 0; u < shape.units(); u++) {
        saturated += Math.abs(trace.gates[from + u] - 0.5f) > 0.45f ? 1 : 0;
      }
    }
    return saturated / (3.0 * shape.units());
  }
}
