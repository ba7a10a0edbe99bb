package dev.eddy.model.recurrent;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.learning.Sequence;
import dev.eddy.model.TrainedParameters;
import dev.eddy.model.recurrent.cell.Cell;
import dev.eddy.spec.ClipSpec;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.OptimizerSpec;
import dev.eddy.spec.OrthogonalSpec;
import dev.eddy.spec.SquaredSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import dev.eddy.training.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * A network that learns sequences as the papers have it: unrolled over all of a sequence, from a
 * carry of zero or the one that the sequence before it left; the squared error; one update a
 * sequence. Not safe for use by several threads.
 */
public final class SequenceLearner {
  private final Network network;
  private final Parameters parameters;
  private final TrainedParameters training;
  private final Kernel kernel;

  /**
   * What is to learn, and how.
   *
   * @param layers from the one that reads the inputs upwards
   * @param optimizer the rule of an update
   * @param clip the limit on the gradient
   * @param reach steps that the gates of an LSTM are to remember at the start; 0: as the core
   *     starts them
   */
  public record Setting(
      List<LayerSpec> layers, OptimizerSpec optimizer, ClipSpec clip, int reach) {}

  /**
   * A network at its start.
   *
   * @param steps of the longest sequence
   */
  public SequenceLearner(
      Setting setting, int inputs, int targets, int steps, Chance chance, Kernel kernel) {
    this.kernel = kernel;
    NetworkShape shape = new NetworkShape(inputs, setting.layers(), targets, 1, false);
    network = new Network(shape, new SquaredSpec(), steps);
    parameters = network.start(new OrthogonalSpec(), chance);
    if (setting.reach() > 0) {
      startReach(setting.reach(), chance.draws("reach"));
    }
    training =
        new TrainedParameters(
            network.layout(), parameters.values(), setting.optimizer(), setting.clip(), kernel);
  }

  /**
   * Biases of the forget gate that are the logarithm of an even number from 1 to the reach, and the
   * opposite for the input gate (Tallec and Ollivier 2018, arXiv 1804.11188).
   */
  private void startReach(int reach, Draws draws) {
    Part bias =
        network.layout().parts().stream()
            .filter(part -> part.role() == Role.BIAS)
            .findFirst()
            .orElseThrow();
    int forget = bias.groups().indexOf("layer1.forget-gate");
    int input = bias.groups().indexOf("layer1.input-gate");
    int units = bias.groupRows();
    for (int unit = 0; unit < units; unit++) {
      float logarithm = (float) StrictMath.log(1 + draws.uniform() * (reach - 1));
      parameters.values()[bias.index(forget * units + unit, 0)] = logarithm;
      parameters.values()[bias.index(input * units + unit, 0)] = -logarithm;
    }
  }

  /** Numbers that are learned, padding apart. */
  public int parameters() {
    return network.layout().count();
  }

  /** Forgets what was carried; what was learned stays. */
  public void resetCarry() {
    for (Cell layer : network.layers()) {
      Arrays.fill(layer.trace().hidden, 0);
      Arrays.fill(layer.trace().cells, 0);
    }
  }

  /** One update by one sequence, from the carry that was left; leaves the one after it. */
  public void learnOn(Sequence sequence) {
    forward(sequence);
    int count = sequence.steps();
    network.loss(count, network.pairs(count, kernel), kernel);
    network.backward(parameters, count, kernel);
    training.update(network.gradient().values());
    keepCarry(count);
  }

  /**
   * Reads out every step, from the carry that was left; leaves the one after it.
   *
   * @return [steps][stride] until the next call
   */
  public Steps readOn(Sequence sequence) {
    forward(sequence);
    keepCarry(sequence.steps());
    return network.readout().outputs;
  }

  private void forward(Sequence sequence) {
    sequence.inputsInto(network.inputs().values());
    sequence.targetsInto(network.targets().values(), network.targets().stride());
    network.forward(parameters, sequence.steps(), kernel);
  }

  private void keepCarry(int steps) {
    for (Cell layer : network.layers()) {
      LayerTrace trace = layer.trace();
      System.arraycopy(trace.hidden, steps * trace.outputs, trace.hidden, 0, trace.outputs);
      System.arraycopy(trace.cells, steps * trace.memory, trace.cells, 0, trace.memory);
    }
  }
}
