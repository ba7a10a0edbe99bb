package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Panels;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import dev.eddy.training.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * Long short-term memory that is read, by itself too, through a narrower linear projection (Sak,
 * Senior and Beaufays 2014, arXiv 1402.1128; PyTorch's {@code proj_size}):
 *
 * <pre>
 *   i, f, o = sigmoid(W·x + b + U·h' + d)   g = tanh(W·x + b + U·h' + d)
 *   c = f·c' + i·g   h = P·(o·tanh(c))
 * </pre>
 *
 * <p>With n inputs, m units and p projected numbers 4·m·(n + p + 2) + p·m parameters, and 4·(m + p)
 * bytes carried a step. The forget gate starts open, by a bias of 1; the rows of P start
 * orthonormal, as U's columns do.
 */
final class ProjectedLstmCell implements Equations {
  private final Gates gates;
  private final LayerTrace trace;
  private final InputWeights input;
  private final Part projection; // P [outputs][units]
  private final Panels back; // [padded units][outputs] P transposed
  private final Steps exposed; // [steps][padded units] o·tanh(c)
  private final Steps exposedGradients; // by that
  private final Exposure exposure;

  private ProjectedLstmCell(Gates gates, LayerTrace trace, InputWeights input, Part projection) {
    this.gates = gates;
    this.trace = trace;
    this.input = input;
    this.projection = projection;
    back = Panels.zeros(gates.units(), projection.rows());
    exposed = new Steps(trace.work, trace.memory, trace.workSize);
    exposedGradients = new Steps(trace.work, 2 * trace.memory, trace.workSize);
    exposure = new Exposure(trace, LstmCell.OUTPUT_GATE, exposed, exposedGradients);
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    int outputs = spec.projectionOrDefault();
    Gates gates = LstmCell.gates(layer, spec.units());
    int padded = Kernel.padded(spec.units());
    LayerTrace trace =
        new LayerTrace(
            new LayerTrace.Sizes(4 * padded, Kernel.padded(outputs), padded, 3 * padded, 0), steps);
    Connections all =
        new Connections(
            new InputWeights(layout, gates, inputs, trace.gateSteps(), trace.gateGradientSteps()),
            new RecurrentWeights(layout, gates, outputs, trace.gateGradientSteps()));
    Part projection =
        layout.add(Role.RECURRENT, List.of(layer + ".projection"), outputs, spec.units());
    Recurrence candidate = all.recurrent.recurrence(LstmCell.CANDIDATE);
    Equations equations = new ProjectedLstmCell(gates, trace, all.input, projection);
    return new ComposedCell(
        trace,
        outputs,
        spec.units(),
        projected(candidate, projection, padded),
        equations,
        List.of(all));
  }

  /** What reaches the candidate, read through the projection. */
  private static Recurrence projected(Recurrence candidate, Part projection, int padded) {
    float[] sums = new float[padded];
    return (parameters, x, y, kernel) -> {
      Arrays.fill(sums, 0);
      candidate.addProduct(parameters, x, sums, kernel);
      kernel.addProduct(parameters.matrix(projection), sums, 0, y, 0);
    };
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    input.startBias(parameters, LstmCell.FORGET_GATE, 1);
    Draws draws = chance.draws(projection.groups().get(0) + " weights");
    parameters.set(
        projection, 0, RecurrentWeights.orthonormal(draws, projection.rows(), gates.units()));
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    LstmState.forward(trace, step, kernel);
    exposure.forward(step, kernel);
    int after = trace.hiddenAfter().at(step);
    Arrays.fill(trace.hidden, after, after + trace.outputs, 0);
    kernel.addProduct(
        parameters.matrix(projection), trace.work, exposed.at(step), trace.hidden, after);
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    kernel.transposeInto(parameters.matrix(projection), back);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    int from = exposedGradients.at(step);
    Arrays.fill(trace.work, from, from + trace.memory, 0);
    int after = trace.hiddenGradientsAfter().at(step);
    kernel.addProduct(back, trace.hiddenGradients, after, trace.work, from);
    exposure.backward(step);
    LstmState.backward(trace, step, trace.gateGradientSteps());
  }

  @Override
  public void collect(int count, Parameters gradient, Kernel kernel) {
    kernel.outerProductsInto(
        trace.hiddenGradientsAfter(), exposed, count, gradient.matrix(projection));
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(
        trace, step, LstmCell.INPUT_GATE, LstmCell.FORGET_GATE, LstmCell.OUTPUT_GATE);
  }
}
