package dev.eddy.model.recurrent;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.reference.ReferenceAnswer;
import dev.eddy.model.recurrent.reference.ReferenceCell;
import dev.eddy.model.recurrent.reference.ReferenceCells;
import dev.eddy.model.recurrent.reference.ReferenceLayer;
import dev.eddy.model.recurrent.reference.ReferenceLoss;
import dev.eddy.model.recurrent.reference.ReferenceNetwork;
import dev.eddy.model.recurrent.reference.ReferenceReadout;
import dev.eddy.model.recurrent.reference.ReferenceWindow;
import dev.eddy.spec.GaussianSpec;
import dev.eddy.spec.HuberSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.LossSpec;
import dev.eddy.spec.PinballSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Draws;
import dev.eddy.training.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network and its reference in double, with the same weights and over the same window. */
final class Twin {
  private static final double SCALE = 0.4; // of weights: neither dull nor saturated

  /**
   * What the two are tried on.
   *
   * @param missing share of targets that are; one is always there
   */
  record Trial(
      int inputs, List<LayerSpec> layers, int steps, int pairs, double missing, boolean direct) {}

  /** All losses; their numbers are floats exactly. */
  static final Map<LossSpec, ReferenceLoss> LOSSES = new LinkedHashMap<>();

  static {
    LOSSES.put(new SquaredSpec(), ReferenceLoss.squared());
    LOSSES.put(new HuberSpec(0.75), ReferenceLoss.huber(0.75));
    PinballSpec pinball = new PinballSpec(List.of(0.125, 0.5, 0.875));
    LOSSES.put(pinball, ReferenceLoss.pinball(0.125, 0.5, 0.875));
    LOSSES.put(new GaussianSpec(), ReferenceLoss.gaussian());
  }

  final Network network;
  final Parameters parameters;
  final ReferenceNetwork reference;
  final ReferenceWindow window;
  final int steps;

  Twin(Trial trial, LossSpec loss, Draws draws) {
    List<ReferenceLayer> layers = new ArrayList<>();
    int below = trial.inputs;
    for (LayerSpec layer : trial.layers) {
      ReferenceCell cell = cell(layer);
      layers.add(ReferenceLayer.random(cell, below, draws, SCALE));
      below = cell.outputs();
    }
    ReferenceLoss referenceLoss = LOSSES.get(loss);
    int width = referenceLoss.width();
    int directInputs = trial.direct ? trial.inputs : 0;
    ReferenceReadout readout =
        ReferenceReadout.random(trial.pairs * width, below, directInputs, draws, SCALE);
    reference = ReferenceNetwork.of(layers, readout, referenceLoss);
    steps = trial.steps;
    window = ReferenceWindow.random(layers, steps, trial.pairs, trial.missing, draws);
    NetworkShape shape =
        new NetworkShape(trial.inputs, trial.layers, trial.pairs, width, trial.direct);
    network = new Network(shape, loss, steps);
    parameters = Parameters.zeros(network.layout());
    setParameters();
    fillWindow();
  }

  /** The reference's cell of a layer. */
  private static ReferenceCell cell(LayerSpec spec) {
    int units = spec.units();
    return switch (spec.type()) {
      case ELMAN -> ReferenceCells.elman(units);
      case ELMAN_RELU -> ReferenceCells.elmanRelu(units);
      case LSTM -> ReferenceCells.lstm(units);
      case LSTM_PEEPHOLE -> ReferenceCells.peepholeLstm(units);
      case LSTM_PROJECTION -> ReferenceCells.projectedLstm(units, spec.projectionOrDefault());
      case LSTM_1997 -> ReferenceCells.lstm1997(units);
      case LSTM_DECAY -> ReferenceCells.decayLstm(units, spec.decayOrDefault());
      case LSTM_COUPLED -> ReferenceCells.coupledLstm(units);
      case LSTM_LAYER_NORM -> ReferenceCells.layerNormalisedLstm(units);
      case MEMORY_BLOCK -> {
        int size = spec.blockSizeOrDefault();
        yield ReferenceCells.memoryBlocks(units / size, size);
      }
      case GRU -> ReferenceCells.gru(units);
      case GRU_CHO -> ReferenceCells.choGru(units);
    };
  }

  /** Gives the network the reference's weights as they are now. */
  void setParameters() {
    for (int l = 0; l < reference.layers().size(); l++) {
      NamedArrays.setLayer(network, parameters, l, reference.layers().get(l).parameters());
    }
    NamedArrays.setReadout(network, parameters, reference.readout().parameters());
  }

  /** Gives the network the window as it is now. */
  void fillWindow() {
    Arrays.fill(network.targets().values(), Float.NaN);
    fill(network.inputs(), window.inputs);
    fill(network.targets(), window.targets);
    for (int l = 0; l < network.layers().size(); l++) {
      LayerTrace trace = trace(l);
      fill(trace.hiddenBefore(), new double[][] {window.hidden[l]});
      fill(new Steps(trace.cells, 0, trace.memory), new double[][] {window.cells[l]});
    }
  }

  private static void fill(Steps to, double[][] rows) {
    for (int t = 0; t < rows.length; t++) {
      for (int i = 0; i < rows[t].length; i++) {
        to.values()[to.at(t) + i] = (float) rows[t][i];
      }
    }
  }

  LayerTrace trace(int layer) {
    return network.layers().get(layer).trace();
  }

  /** The reference's answer. */
  ReferenceAnswer answer() {
    return reference.run(window);
  }

  void forward(Kernel kernel) {
    network.forward(parameters, steps, kernel);
  }

  /** The loss after a pass forward. */
  double loss(Kernel kernel) {
    return network.loss(steps, network.pairs(steps, kernel), kernel);
  }

  void backward(Kernel kernel) {
    network.backward(parameters, steps, kernel);
  }

  /** One after the other; the loss. */
  double run(Kernel kernel) {
    forward(kernel);
    double loss = loss(kernel);
    backward(kernel);
    return loss;
  }

  /** What the first steps of an array hold. */
  static double[][] rows(Steps from, int count, int size) {
    double[][] rows = new double[count][size];
    for (int t = 0; t < count; t++) {
      for (int i = 0; i < size; i++) {
        rows[t][i] = from.values()[from.at(t) + i];
      }
    }
    return rows;
  }
}
