package dev.eddy.model.recurrent.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A network unrolled over a window on a tape of its own. */
final class Unrolled {
  final Tape tape = new Tape();
  final List<Weights> layerWeights = new ArrayList<>();
  final Weights readoutWeights;
  final Scalar[][] inputs; // [steps][inputs]
  final List<List<Carry>> carries =
      new ArrayList<>(); // by layer: before the first step, after each
  final Scalar[][] outputs; // [steps][outputs]
  final Scalar loss;
  final int pairs;

  private final ReferenceNetwork network;

  Unrolled(ReferenceNetwork network, ReferenceWindow window) {
    this.network = network;
    check(window);
    for (int l = 0; l < network.layers().size(); l++) {
      layerWeights.add(new Weights(tape, network.layers().get(l).parameters()));
      Carry start = new Carry(tape.variables(window.hidden[l]), tape.variables(window.cells[l]));
      carries.add(new ArrayList<>(List.of(start)));
    }
    readoutWeights = new Weights(tape, network.readout().parameters());
    inputs = tape.variables(window.inputs);
    outputs = new Scalar[inputs.length][];
    for (int t = 0; t < inputs.length; t++) {
      outputs[t] = network.readout().outputs(readoutWeights, hidden(inputs[t]), inputs[t]);
    }
    List<Scalar> losses = losses(window.targets);
    pairs = losses.size();
    loss = mean(losses);
  }

  private void check(ReferenceWindow window) {
    List<ReferenceLayer> layers = network.layers();
    ReferenceParameters.check("steps of targets", window.targets.length, window.inputs.length);
    for (int t = 0; t < window.inputs.length; t++) {
      ReferenceParameters.check("inputs", window.inputs[t].length, layers.get(0).inputs());
      ReferenceParameters.check("pairs", window.targets[t].length, network.pairs());
    }
    for (int l = 0; l < layers.size(); l++) {
      ReferenceCell cell = layers.get(l).cell();
      ReferenceParameters.check("h of layer " + l, window.hidden[l].length, cell.outputs());
      ReferenceParameters.check("c of layer " + l, window.cells[l].length, cell.cells());
    }
  }

  /** One step of all layers; h of the last one. */
  private Scalar[] hidden(Scalar[] x) {
    Scalar[] read = x;
    for (int l = 0; l < carries.size(); l++) {
      List<Carry> steps = carries.get(l);
      ReferenceCell cell = network.layers().get(l).cell();
      steps.add(cell.step(layerWeights.get(l), read, steps.get(steps.size() - 1)));
      read = steps.get(steps.size() - 1).hidden;
    }
    return read;
  }

  private List<Scalar> losses(double[][] targets) {
    int width = network.loss().width();
    List<Scalar> losses = new ArrayList<>();
    for (int t = 0; t < targets.length; t++) {
      for (int pair = 0; pair < targets[t].length; pair++) {
        if (!Double.isNaN(targets[t][pair])) {
          Scalar[] forecast = Arrays.copyOfRange(outputs[t], pair * width, (pair + 1) * width);
          losses.add(network.loss().of(forecast, targets[t][pair]));
        }
      }
    }
    return losses;
  }

  private Scalar mean(List<Scalar> losses) {
    Scalar sum = tape.variable(0);
    for (Scalar one : losses) {
      sum = sum.plus(one);
    }
    return sum.times(1.0 / Math.max(1, losses.size()));
  }
}
