package dev.eddy.model.recurrent;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.cell.Cell;
import dev.eddy.model.recurrent.cell.Cells;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Loss;
import dev.eddy.training.Losses;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A stack of recurrent layers with a readout, unrolled over one window: where its parameters lie,
 * the passes, and their scratch. Nothing here outlasts a call of whoever uses it, so that all
 * networks of one plan on one thread share one ({@link NetworkPlan}); what was learned is given to
 * each pass.
 *
 * <p>A pass forward takes the multiply-adds of its parameters a step, a pass back twice that. Takes
 * some 48·steps·units bytes a layer and 8 a parameter. Not safe for use by several threads.
 */
final class Network {
  /** Steps back between two looks whether the gradient has faded away. */
  private static final int FADING = 4;

  /** What decides the weights at the start, beside chance. */
  private record Start(NetworkShape shape, StartSpec recurrent) {}

  private final NetworkShape shape;
  private final Loss loss;
  private final ParameterLayout layout = new ParameterLayout();
  private final List<Cell> layers = new ArrayList<>();
  private final Cell top;
  private final Readout readout;
  private final Parameters gradient;
  private Parameters noisy; // there once somebody asks
  private final Steps inputs; // [steps][inputs], oldest first
  private final Steps targets; // [steps][padded pairs], NaN where there is nothing to learn
  private final float[] partial = new float[Kernel.PANEL];

  Network(NetworkShape shape, LossSpec loss, int steps) {
    this.shape = shape;
    this.loss = Losses.of(loss);
    int below = shape.inputs();
    for (int l = 0; l < shape.layers().size(); l++) {
      layers.add(Cells.of(shape.layers().get(l), "layer" + (l + 1), below, steps, layout));
      below = layers.get(l).outputs();
    }
    top = layers.get(layers.size() - 1);
    readout = new Readout(shape, below, steps, layout);
    gradient = Parameters.zeros(layout);
    inputs = new Steps(new float[steps * shape.inputs()], 0, shape.inputs());
    int padded = Kernel.padded(shape.pairs());
    targets = new Steps(new float[steps * padded], 0, padded);
    Arrays.fill(targets.values(), Float.NaN);
  }

  /** Parameters drawn for learning a residual: the readout is zero, which forecasts the base. */
  Parameters start(StartSpec recurrent, Chance chance) {
    Start start = new Start(shape, recurrent);
    return new Parameters(layout, chance.once(start, () -> draw(recurrent, chance)));
  }

  private float[] draw(StartSpec recurrent, Chance chance) {
    Parameters drawn = Parameters.zeros(layout);
    layers.forEach(layer -> layer.start(drawn, recurrent, chance));
    return drawn.values();
  }

  /** Carries through {@code count} steps from the carry before them, and reads out each. */
  void forward(Parameters parameters, int count, Kernel kernel) {
    Steps below = inputs;
    for (int l = 0; l < layers.size(); l++) {
      Cell layer = layers.get(l);
      layer.prepare(parameters, below, count, kernel);
      for (int t = 0; t < count; t++) {
        layer.forward(parameters, t, kernel);
      }
      below = layer.trace().hiddenAfter();
    }
    readout.forward(parameters, below, inputs, count, kernel);
  }

  /** Carries through one step, again if need be, from the carry before it. */
  void pass(Parameters parameters, int step, Kernel kernel) {
    Steps below = inputs;
    for (int l = 0; l < layers.size(); l++) {
      Cell layer = layers.get(l);
      layer.prepareStep(parameters, below, step, kernel);
      layer.forward(parameters, step, kernel);
      below = layer.trace().hiddenAfter();
    }
  }

  /**
   * Forecasts from the carry before the window and the first input.
   *
   * @param to [pairs]. Modified.
   */
  void readCarry(Parameters parameters, float[] to, Kernel kernel) {
    readout.forwardOne(parameters, top.trace().hidden, 0, inputs.values(), kernel);
    for (int pair = 0; pair < shape.pairs(); pair++) {
      to[pair] = loss.forecast(readout.outputs.values(), pair * shape.width());
    }
  }

  /** Targets that are there in the first {@code count} steps. */
  int pairs(int count, Kernel kernel) {
    return kernel.present(targets.values(), count * targets.stride());
  }

  /**
   * The mean loss over the targets that are there; leaves its gradient in place of the outputs.
   *
   * @param pairs how many are there, at least 1
   */
  double loss(int count, int pairs, Kernel kernel) {
    float factor = 1f / pairs;
    return loss.backward(readout.outputs, targets, count, shape.pairs(), factor, kernel) / pairs;
  }

  /** From the loss's gradient by the outputs to that by all parameters, {@link #gradient}. */
  void backward(Parameters parameters, int count, Kernel kernel) {
    clearHiddenGradients(count);
    readout.backward(parameters, top.trace().hiddenGradientsAfter(), count, kernel);
    readout.collect(top.trace().hiddenAfter(), inputs, count, gradient, kernel);
    backThroughLayers(parameters, count, kernel);
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).collect(below(l), count, gradient, kernel);
    }
  }

  /**
   * Carries a gradient of length 1 by the last step's hidden state back through a window that has
   * been passed forward; {@link #gradient} stays.
   */
  void carryBack(Parameters parameters, int count, Kernel kernel) {
    clearHiddenGradients(count);
    Steps gradients = top.trace().hiddenGradientsAfter();
    int from = gradients.at(count - 1);
    Arrays.fill(
        gradients.values(), from, from + top.outputs(), (float) (1 / Math.sqrt(top.outputs())));
    backThroughLayers(parameters, count, kernel);
  }

  private void clearHiddenGradients(int count) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).trace().clearHiddenGradients(count);
    }
  }

  private void backThroughLayers(Parameters parameters, int count, Kernel kernel) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      Cell layer = layers.get(l);
      layer.prepareBackward(parameters, kernel);
      for (int t = count - 1; t >= 0; t--) {
        layer.backward(parameters, t, kernel);
        if (t % FADING == 0) {
          layer.trace().dropFaded(t);
        }
      }
      if (l > 0) {
        Steps below = layers.get(l - 1).trace().hiddenGradientsAfter();
        layer.inputGradientsInto(parameters, below, count, kernel);
      }
    }
  }

  /**
   * A bound on the factor by which a step can lengthen a difference of hidden states; NaN where
   * there is none.
   */
  double contraction(Parameters parameters) {
    return layers.size() == 1 ? top.contraction(parameters) : Double.NaN;
  }

  private Steps below(int layer) {
    return layer == 0 ? inputs : layers.get(layer - 1).trace().hiddenAfter();
  }

  /**
   * The gradient by the inputs, after {@link #backward}.
   *
   * @return [count][padded inputs]
   */
  Steps inputGradients(Parameters parameters, int count, Kernel kernel) {
    int padded = Kernel.padded(shape.inputs());
    Steps gradients = new Steps(new float[count * padded], 0, padded);
    layers.get(0).inputGradientsInto(parameters, gradients, count, kernel);
    readout.inputGradientsInto(parameters, gradients, count, kernel);
    return gradients;
  }

  /** Norm of the gradient by the hidden states of all layers after a step. */
  double hiddenGradientNorm(int step, Kernel kernel) {
    double squares = 0;
    for (int l = 0; l < layers.size(); l++) {
      LayerTrace trace = layers.get(l).trace();
      Steps gradients = trace.hiddenGradientsAfter();
      squares +=
          kernel.sumOfSquares(trace.hiddenGradients, gradients.at(step), trace.outputs, partial);
    }
    return Math.sqrt(squares);
  }

  /** True if the carry after a step is finite. */
  boolean finite(int step, Kernel kernel) {
    float sum = 0;
    for (int l = 0; l < layers.size(); l++) {
      LayerTrace trace = layers.get(l).trace();
      sum += kernel.sumOfSquares(trace.hidden, (step + 1) * trace.outputs, trace.outputs, partial);
      sum += kernel.sumOfSquares(trace.cells, (step + 1) * trace.memory, trace.memory, partial);
    }
    return sum <= Float.MAX_VALUE;
  }

  /** Mean over the layers of the share of gates that are near their limits at a step. */
  double saturation(int step) {
    double sum = 0;
    for (int l = 0; l < layers.size(); l++) {
      sum += layers.get(l).saturation(step);
    }
    return sum / layers.size();
  }

  NetworkShape shape() {
    return shape;
  }

  ParameterLayout layout() {
    return layout;
  }

  List<Cell> layers() {
    return layers;
  }

  Readout readout() {
    return readout;
  }

  /** Scratch for parameters with noise on them. */
  Parameters noisy() {
    if (noisy == null) {
      noisy = Parameters.zeros(layout);
    }
    return noisy;
  }

  /** The loss's gradient by all parameters. */
  Parameters gradient() {
    return gradient;
  }

  /** [steps][inputs], oldest first; to be filled before a pass. */
  Steps inputs() {
    return inputs;
  }

  /** [steps][padded pairs], oldest first; NaN where there is nothing to learn. To be filled. */
  Steps targets() {
    return targets;
  }
}
