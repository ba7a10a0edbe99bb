package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Parameters;

/**
 * What a cell does between the sums of its gates, which {@link Connections} make, and its hidden
 * state: its formulas, and whatever parameters only it has.
 */
interface Equations {
  /**
   * Sets what does not start at zero, beside the weights of the connections.
   *
   * @param parameters all zero but for those weights. Modified: this cell's part of them.
   * @param recurrent what recurrent matrices start from
   */
  default void start(Parameters parameters, StartSpec recurrent, Chance chance) {}

  /** Begins a window. */
  default void prepare(Parameters parameters) {}

  /** Begins a step alone. */
  default void prepareStep(Parameters parameters) {}

  /** From the complete sums of a step to its hidden and cell states, all in the trace. */
  void forward(Parameters parameters, int step, Kernel kernel);

  /** Begins the way back over a window. */
  default void prepareBackward(Parameters parameters, Kernel kernel) {}

  /**
   * From the gradient by the hidden state after a step, and by the cell state that later steps left
   * in the trace, to that by the sums and by the cell state before. What reaches the hidden state
   * before by another way than the connections is added there.
   */
  void backward(Parameters parameters, int step, Kernel kernel);

  /**
   * Sums the gradient by the parameters that only this cell has.
   *
   * @param gradient Modified: what these parameters' part held is forgotten.
   */
  default void collect(int count, Parameters gradient, Kernel kernel) {}

  /** See {@link Cell#saturation}. */
  double saturation(int step);

  /** See {@link Cell#contraction}. */
  default double contraction(Parameters parameters) {
    return Double.NaN;
  }
}
