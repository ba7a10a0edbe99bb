package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.LayerSpec;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.ParameterLayout;
import dev.eddy.training.Parameters;
import java.util.Arrays;

/**
 * Gated recurrent units whose reset gate acts before the recurrent product (Cho et al. 2014, arXiv
 * 1406.1078; after it: {@link GruCell}):
 *
 * <pre>
 *   r, z = sigmoid(W·x + b + U·h' + d)   n = tanh(W·x + b + U·(r·h') + d)
 *   h = (1 − z)·n + z·h'
 * </pre>
 *
 * <p>With n inputs and m units 3·m·(n + m + 2) parameters, and 4·m bytes carried a step.
 */
final class ChoGruCell implements Equations {
  private final Gates gates;
  private final LayerTrace trace;
  private final RecurrentWeights candidate;
  private final int padded;
  private final Steps candidateSums; // [steps][padded units]
  private final Steps kept; // [steps][padded units] r·h'
  private final Steps keptGradients; // by that

  private ChoGruCell(Gates gates, LayerTrace trace, RecurrentWeights candidate) {
    this.gates = gates;
    this.trace = trace;
    this.candidate = candidate;
    padded = trace.outputs;
    candidateSums = new Steps(trace.gates, GruCell.CANDIDATE * padded, trace.sums);
    kept = new Steps(trace.work, 0, trace.workSize);
    keptGradients = new Steps(trace.work, padded, trace.workSize);
  }

  static Cell of(LayerSpec spec, String layer, int inputs, int steps, ParameterLayout layout) {
    int units = spec.units();
    int padded = Kernel.padded(units);
    Gates gates = GruCell.gates(layer, units);
    LayerTrace trace =
        new LayerTrace(new LayerTrace.Sizes(3 * padded, padded, 0, 2 * padded, 0), steps);
    Steps gradients = trace.gateGradientSteps();
    Steps candidateGradients =
        new Steps(trace.gateGradients, GruCell.CANDIDATE * padded, trace.sums);
    Connections all =
        new Connections(
            new InputWeights(layout, gates, inputs, trace.gateSteps(), gradients),
            new RecurrentWeights(layout, gates.first(2), units, gradients));
    RecurrentWeights candidate =
        new RecurrentWeights(layout, gates.only(GruCell.CANDIDATE), units, candidateGradients);
    Equations equations = new ChoGruCell(gates, trace, candidate);
    return ComposedCell.of(trace, units, candidate.recurrence(0), equations, all);
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    candidate.start(parameters, recurrent, chance);
  }

  @Override
  public void prepare(Parameters parameters) {
    candidate.prepare(parameters);
  }

  @Override
  public void prepareStep(Parameters parameters) {
    candidate.prepareStep(parameters);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    int reset = step * trace.sums;
    int update = reset + padded;
    int now = candidateSums.at(step);
    int before = trace.hiddenBefore().at(step);
    kernel.sigmoidInto(trace.gates, reset, trace.gates, reset, 2 * padded);
    for (int u = 0; u < padded; u++) {
      trace.work[kept.at(step) + u] = trace.gates[reset + u] * trace.hidden[before + u];
    }
    candidate.addBias(parameters, trace.gates, now);
    candidate.addProduct(kept, candidateSums, step, kernel);
    kernel.tanhInto(trace.gates, now, trace.gates, now, padded);
    int after = trace.hiddenAfter().at(step);
    for (int u = 0; u < padded; u++) {
      float n = trace.gates[now + u];
      trace.hidden[after + u] = Math.fma(trace.gates[update + u], trace.hidden[before + u] - n, n);
    }
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    candidate.prepareBackward(parameters, kernel);
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    float[] hiddenGradients = trace.hiddenGradients;
    int reset = step * trace.sums;
    int update = reset + padded;
    int now = candidateSums.at(step);
    int before = trace.hiddenBefore().at(step);
    int after = trace.hiddenAfter().at(step);
    for (int u = 0; u < padded; u++) {
      float z = trace.gates[update + u];
      float n = trace.gates[now + u];
      float dh = hiddenGradients[after + u];
      trace.gateGradients[update + u] = (dh * (trace.hidden[before + u] - n)) * (z * (1f - z));
      trace.gateGradients[now + u] = (dh * (1f - z)) * Math.fma(-n, n, 1f);
      hiddenGradients[before + u] = Math.fma(dh, z, hiddenGradients[before + u]);
    }
    int from = keptGradients.at(step);
    Arrays.fill(trace.work, from, from + padded, 0);
    candidate.backward(keptGradients, step, kernel);
    for (int u = 0; u < padded; u++) {
      float r = trace.gates[reset + u];
      float dk = trace.work[from + u];
      trace.gateGradients[reset + u] = (dk * trace.hidden[before + u]) * (r * (1f - r));
      hiddenGradients[before + u] = Math.fma(dk, r, hiddenGradients[before + u]);
    }
  }

  @Override
  public void collect(int count, Parameters gradient, Kernel kernel) {
    candidate.collect(kept, count, gradient, kernel);
  }

  @Override
  public double saturation(int step) {
    return gates.saturation(trace, step, GruCell.RESET_GATE, GruCell.UPDATE_GATE);
  }
}
