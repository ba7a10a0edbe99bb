package dev.eddy.model.recurrent;

import dev.eddy.spec.LayerSpec;
import java.util.List;

/**
 * How many numbers go in, through and out of a network.
 *
 * @param inputs numbers of a step
 * @param layers from the one that reads the inputs upwards
 * @param pairs numbers that are forecast at a step, [targets][horizon] flat
 * @param width numbers read out for each of them
 * @param direct true if the inputs also reach the outputs by a linear path of their own
 */
public record NetworkShape(
    int inputs, List<LayerSpec> layers, int pairs, int width, boolean direct) {
  /** Copies the list. */
  public NetworkShape {
    layers = List.copyOf(layers);
  }

  /** Numbers read out at a step. */
  public int outputs() {
    return pairs * width;
  }
}
