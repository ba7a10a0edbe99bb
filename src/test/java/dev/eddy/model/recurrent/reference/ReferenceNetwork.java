package dev.eddy.model.recurrent.reference;

import java.util.List;

/**
 * A stack of recurrent layers, a linear readout and a loss. The first layer reads the inputs, each
 * other one h of the layer below at the same step; output pair·width + j of a step is the j-th of
 * {@link ReferenceLoss#width} numbers for that pair. The loss of a window is the mean over its
 * complete pairs, and 0 where there is none. Layers and readout are held, not copied: the next run
 * sees what was written into them. Slow: some 100 bytes for each multiply-add; one thread.
 */
public final class ReferenceNetwork {
  private final List<ReferenceLayer> layers;
  private final ReferenceReadout readout;
  private final ReferenceLoss loss;

  private ReferenceNetwork(
      List<ReferenceLayer> layers, ReferenceReadout readout, ReferenceLoss loss) {
    this.layers = List.copyOf(layers);
    this.readout = readout;
    this.loss = loss;
  }

  /**
   * A network.
   *
   * @param layers from the inputs up, at least one
   * @throws IllegalArgumentException where a layer does not read what the one below gives, the
   *     readout not what the last one gives, or the outputs are not whole pairs
   */
  public static ReferenceNetwork of(
      List<ReferenceLayer> layers, ReferenceReadout readout, ReferenceLoss loss) {
    for (int l = 1; l < layers.size(); l++) {
      int below = layers.get(l - 1).cell().outputs();
      ReferenceParameters.check("layer " + l + " inputs", layers.get(l).inputs(), below);
    }
    int hidden = layers.get(layers.size() - 1).cell().outputs();
    ReferenceParameters.check(
        "readout columns", readout.parameters().get("weight")[0].length, hidden);
    double[][] direct = readout.parameters().get("direct");
    if (direct != null) {
      ReferenceParameters.check("direct columns", direct[0].length, layers.get(0).inputs());
    }
    ReferenceParameters.check("outputs past whole pairs", readout.outputs() % loss.width(), 0);
    return new ReferenceNetwork(layers, readout, loss);
  }

  /** From the inputs up. */
  public List<ReferenceLayer> layers() {
    return layers;
  }

  /** On top of the last layer. */
  public ReferenceReadout readout() {
    return readout;
  }

  /** Of one pair. */
  public ReferenceLoss loss() {
    return loss;
  }

  /** How many forecasts a step gives. */
  public int pairs() {
    return readout.outputs() / loss.width();
  }

  /** How many weights it has, by the formulas of its cells. */
  public long parameterCount() {
    long count = ReferenceParameters.count(readout.parameters());
    for (ReferenceLayer layer : layers) {
      count += layer.cell().parameterCount(layer.inputs());
    }
    return count;
  }

  /** The loss of a window alone. */
  public double loss(ReferenceWindow window) {
    return new Unrolled(this, window).loss.value();
  }

  /** All that there is to know of a window: outputs, carries, loss, every gradient. */
  public ReferenceAnswer run(ReferenceWindow window) {
    return new ReferenceAnswer(new Unrolled(this, window));
  }
}
