package dev.eddy.model.recurrent.reference;

import dev.eddy.training.Draws;
import java.util.Map;

/** A cell and its weights. The arrays are there to be changed; one thread. */
public final class ReferenceLayer {
  private final ReferenceCell cell;
  private final int inputs;
  private final Map<String, double[][]> parameters;

  private ReferenceLayer(ReferenceCell cell, int inputs) {
    this.cell = cell;
    this.inputs = inputs;
    parameters = ReferenceParameters.zeros(cell.shapes(inputs));
  }

  /**
   * A layer with given weights.
   *
   * @param parameters all arrays of {@link ReferenceCell#shapes}. Not modified.
   * @throws IllegalArgumentException for a name or a shape that differs
   */
  public static ReferenceLayer of(
      ReferenceCell cell, int inputs, Map<String, double[][]> parameters) {
    ReferenceLayer layer = new ReferenceLayer(cell, inputs);
    ReferenceParameters.copy(cell.name(), parameters, layer.parameters);
    return layer;
  }

  /** A layer with all weights 0. */
  public static ReferenceLayer zeros(ReferenceCell cell, int inputs) {
    return new ReferenceLayer(cell, inputs);
  }

  /** A layer with normal weights of deviation {@code scale} that floats hold exactly. */
  public static ReferenceLayer random(ReferenceCell cell, int inputs, Draws draws, double scale) {
    ReferenceLayer layer = new ReferenceLayer(cell, inputs);
    ReferenceParameters.fill(layer.parameters, draws, scale);
    return layer;
  }

  /** The cell. */
  public ReferenceCell cell() {
    return cell;
  }

  /** How many numbers it reads. */
  public int inputs() {
    return inputs;
  }

  /** The weights themselves, in the order of {@link ReferenceCell#shapes}; may be written. */
  public Map<String, double[][]> parameters() {
    return parameters;
  }
}
