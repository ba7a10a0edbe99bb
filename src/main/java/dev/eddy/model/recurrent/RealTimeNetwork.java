package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.cell.Cell;
import dev.eddy.spec.LossSpec;
import dev.eddy.training.Loss;
import dev.eddy.training.Losses;
import dev.eddy.training.Parameters;
import java.util.Arrays;

/**
 * A network of one layer that can tell the loss's gradient over all of its past: the last steps as
 * they were passed, and the sensitivities of the state before them.
 *
 * <pre>
 *   dL/dw = Σ_t dL/da(t)·∂a(t)/∂w over the steps held + dL/ds·∂s/∂w, s the state before them
 * </pre>
 *
 * <p>Takes the bytes of a {@link Network} of so many steps, which is its own, and those of the
 * {@link Sensitivities}. Not safe for use by several threads.
 */
final class RealTimeNetwork implements Archived {
  private final Network network;
  private final Kernel kernel;
  private final Cell cell;
  private final LayerTrace trace;
  private final Loss loss;
  private final SlidingWindow window;
  private final Sensitivities sensitivities;
  private final float[] present; // [inputs] scratch
  private final float[] kept; // [padded units] scratch

  /**
   * A network without a past.
   *
   * @param shape of one layer, of a kind for real-time learning
   * @param steps that are held, the present one among them
   */
  RealTimeNetwork(NetworkShape shape, LossSpec lossSpec, int steps, Kernel kernel) {
    this.kernel = kernel;
    network = new Network(shape, lossSpec, steps);
    cell = network.layers().get(0);
    trace = cell.trace();
    loss = Losses.of(lossSpec);
    window = new SlidingWindow(network, steps);
    sensitivities = Sensitivities.of(shape.layers().get(0), network);
    present = new float[shape.inputs()];
    kept = new float[trace.outputs];
  }

  /** Takes in a step, which is still to be passed. */
  void append(Parameters parameters, float[] input) {
    if (window.full()) {
      sensitivities.advance(parameters, kernel);
      window.slide();
    }
    window.append(input);
  }

  /** Completes a pair that began so many steps ago; false if its step is not held any more. */
  boolean complete(int pair, int lag, float target) {
    return window.complete(pair, lag, target);
  }

  /** From the state before the present step to the one after it; without a past if it overflows. */
  void pass(Parameters parameters) {
    int step = window.held() - 1;
    network.pass(parameters, step, kernel);
    if (!network.finite(step, kernel)) {
      reset();
    }
  }

  /** Pairs completed and not taught yet. */
  int pairs() {
    return network.pairs(window.held(), kernel);
  }

  /**
   * The mean loss over the pairs not taught yet, which then are; leaves its gradient in {@link
   * #gradient}. The present step need not have been passed.
   *
   * @param pairs how many there are, at least 1
   */
  double teach(Parameters parameters, int pairs) {
    int count = window.held() - 1;
    Steps inputs = network.inputs();
    Readout readout = network.readout();
    Parameters gradient = network.gradient();
    readout.forward(parameters, trace.hiddenAfter(), inputs, count, kernel);
    final double mean = network.loss(count, pairs, kernel);
    trace.clearHiddenGradients(count);
    readout.backward(parameters, trace.hiddenGradientsAfter(), count, kernel);
    readout.collect(trace.hiddenAfter(), inputs, count, gradient, kernel);
    cell.prepareBackward(parameters, kernel);
    for (int t = count - 1; t >= 0; t--) {
      backward(parameters, t);
    }
    cell.collect(inputs, count, gradient, kernel);
    sensitivities.collect(gradient);
    window.forgetTargets();
    return mean;
  }

  private void backward(Parameters parameters, int step) {
    int before = trace.hiddenGradientsBefore().at(step);
    System.arraycopy(trace.hiddenGradients, before, kept, 0, kept.length);
    cell.backward(parameters, step, kernel);
    if (!sensitivities.throughSums()) {
      System.arraycopy(kept, 0, trace.hiddenGradients, before, kept.length);
    }
  }

  /**
   * Forecasts from the present step.
   *
   * @param forecast [pairs]; from a state and inputs of zero where there is no past. Modified.
   */
  void forecastInto(Parameters parameters, float[] forecast) {
    Arrays.fill(present, 0);
    if (window.held() > 0) {
      Steps inputs = network.inputs();
      System.arraycopy(inputs.values(), inputs.at(window.held() - 1), present, 0, present.length);
    }
    Readout readout = network.readout();
    int hidden = trace.hiddenBefore().at(window.held());
    readout.forwardOne(parameters, trace.hidden, hidden, present, kernel);
    for (int pair = 0; pair < forecast.length; pair++) {
      forecast[pair] = loss.forecast(readout.outputs.values(), pair * loss.width());
    }
  }

  /** Forgets the past. */
  void reset() {
    window.reset();
    sensitivities.reset();
  }

  /** The loss's gradient by all parameters. */
  Parameters gradient() {
    return network.gradient();
  }

  /** See {@link Network#saturation}; of the step before the present one. */
  double saturation() {
    return network.saturation(window.held() - 2);
  }

  /** The network whose parameters these are. */
  Network network() {
    return network;
  }

  @Override
  public void archive(Archive archive) {
    window.archive(archive);
    sensitivities.archive(archive);
  }
}
