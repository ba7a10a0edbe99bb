package dev.eddy.model.recurrent;

import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import dev.eddy.spec.LayerSpec;
import dev.eddy.training.Parameters;

/**
 * The derivatives of a layer's state before a window by the layer's parameters, over all of the
 * past: what real-time recurrent learning carries along instead of the past. Those by the two
 * biases of a row are equal and held once.
 *
 * <p>The parameters are the first four parts of the network's layout: W, b, U, d. Not safe for use
 * by several threads.
 */
interface Sensitivities extends Archived {
  /**
   * Those of a network's only layer, all zero.
   *
   * @param network whose trace and inputs are read by later calls
   * @throws IllegalArgumentException if the kind is not one for real-time learning
   */
  static Sensitivities of(LayerSpec spec, Network network) {
    return switch (spec.type()) {
      case ELMAN, ELMAN_RELU -> new ElmanSensitivities(spec, network);
      case LSTM_1997, LSTM_DECAY -> new UngatedSensitivities(spec, network);
      default ->
          throw new IllegalArgumentException(
              "type=" + spec.type().label() + ": has no derivatives for real-time learning");
    };
  }

  /** Whether the loss's gradient goes back through a step's recurrent sums, or ends there. */
  boolean throughSums();

  /** Moves over the first step of the window, with the present parameters. */
  void advance(Parameters parameters, Kernel kernel);

  /**
   * Adds what the loss's gradient by the state before the window, which a pass back has left in the
   * trace, owes to the past.
   *
   * @param gradient Modified.
   */
  void collect(Parameters gradient);

  /** Nothing is past. */
  void reset();
}
