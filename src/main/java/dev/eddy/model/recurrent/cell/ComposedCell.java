package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Parameters;
import java.util.List;

/**
 * A cell whose gates are sums of what inputs and hidden state bring them, and equations of those
 * sums.
 *
 * @param trace shared with connections and equations
 * @param outputs hidden numbers, without padding
 * @param cells cell states, without padding
 * @param connections each to gates of its own, together to all
 */
record ComposedCell(
    LayerTrace trace,
    int outputs,
    int cells,
    Recurrence recurrence,
    Equations equations,
    List<Connections> connections)
    implements Cell {

  /** One whose gates all have the same connections, and whose units all are read. */
  static ComposedCell of(
      LayerTrace trace, int units, Recurrence recurrence, Equations equations, Connections all) {
    int cells = trace.memory == 0 ? 0 : units;
    return new ComposedCell(trace, units, cells, recurrence, equations, List.of(all));
  }

  @Override
  public void start(Parameters parameters, StartSpec recurrent, Chance chance) {
    connections.forEach(to -> to.start(parameters, recurrent, chance));
    equations.start(parameters, recurrent, chance);
  }

  @Override
  public void prepare(Parameters parameters, Steps inputs, int count, Kernel kernel) {
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).prepare(parameters, inputs, count, kernel);
    }
    equations.prepare(parameters);
  }

  @Override
  public void prepareStep(Parameters parameters, Steps inputs, int step, Kernel kernel) {
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).prepareStep(parameters, inputs, step, kernel);
    }
    equations.prepareStep(parameters);
  }

  @Override
  public void forward(Parameters parameters, int step, Kernel kernel) {
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).forward(parameters, trace, step, kernel);
    }
    equations.forward(parameters, step, kernel);
  }

  @Override
  public void prepareBackward(Parameters parameters, Kernel kernel) {
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).prepareBackward(parameters, kernel);
    }
    equations.prepareBackward(parameters, kernel);
    trace.clearCellGradient();
  }

  @Override
  public void backward(Parameters parameters, int step, Kernel kernel) {
    equations.backward(parameters, step, kernel);
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).backward(trace, step, kernel);
    }
  }

  @Override
  public void inputGradientsInto(Parameters parameters, Steps gradients, int count, Kernel kernel) {
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).inputGradientsInto(parameters, gradients, count, kernel);
    }
  }

  @Override
  public void collect(Steps inputs, int count, Parameters gradient, Kernel kernel) {
    for (int i = 0; i < connections.size(); i++) {
      connections.get(i).collect(trace, inputs, count, gradient, kernel);
    }
    equations.collect(count, gradient, kernel);
  }

  @Override
  public double saturation(int step) {
    return equations.saturation(step);
  }

  @Override
  public double contraction(Parameters parameters) {
    return equations.contraction(parameters);
  }
}
