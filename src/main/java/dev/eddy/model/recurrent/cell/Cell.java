package dev.eddy.model.recurrent.cell;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.StartSpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Parameters;

/**
 * The equations of one recurrent layer over a window: forward, backward, and the gradient of what
 * it learns. It knows where its parameters lie in a layout and owns the scratch of one window, its
 * trace; what was learned and what is carried on belong to others. All networks of one shape on one
 * thread share one.
 *
 * <p>A window is passed by {@link #prepare} and then {@link #forward} step by step; the way back is
 * {@link #prepareBackward}, then {@link #backward} from the last step to the first with the
 * gradient by the hidden states in the trace, then {@link #inputGradientsInto} and {@link
 * #collect}. Nothing is allocated on either way. Not safe for use by several threads.
 */
public interface Cell {
  /** The states, sums and gradients of the window. */
  LayerTrace trace();

  /** Hidden numbers that are read, without padding. */
  int outputs();

  /** Cell states carried beside the hidden numbers, without padding. */
  int cells();

  /**
   * Draws a start.
   *
   * @param parameters all zero. Modified: this layer's part of them.
   * @param recurrent what recurrent matrices start from
   */
  void start(Parameters parameters, StartSpec recurrent, Chance chance);

  /**
   * Multiplies the inputs of steps 0 to count − 1 with the input weights.
   *
   * @param inputs [steps][inputs]. Not modified.
   */
  void prepare(Parameters parameters, Steps inputs, int count, Kernel kernel);

  /**
   * The same for one step alone.
   *
   * @param inputs [steps][inputs]. Not modified.
   */
  void prepareStep(Parameters parameters, Steps inputs, int step, Kernel kernel);

  /** From the carry before a prepared step to the one after it. */
  void forward(Parameters parameters, int step, Kernel kernel);

  /** Begins the way back: transposes what it needs, and no gradient comes from after the window. */
  void prepareBackward(Parameters parameters, Kernel kernel);

  /**
   * Back through one step. The gradient by the hidden state after it is complete in the trace; what
   * it owes to the hidden state before is added there.
   */
  void backward(Parameters parameters, int step, Kernel kernel);

  /**
   * Adds the gradient by the inputs of steps 0 to count − 1.
   *
   * @param gradients [steps][padded inputs]. Modified.
   */
  void inputGradientsInto(Parameters parameters, Steps gradients, int count, Kernel kernel);

  /**
   * Sums the gradient by this layer's parameters over the window.
   *
   * @param inputs [steps][inputs]. Not modified.
   * @param gradient Modified: what this layer's part held is forgotten.
   */
  void collect(Steps inputs, int count, Parameters gradient, Kernel kernel);

  /** Share of gates, or of units where there are none, that are near their limits at a step. */
  double saturation(int step);

  /** How the hidden state reaches its own next value, before any gate. */
  Recurrence recurrence();

  /**
   * A bound on the factor by which a step can lengthen a difference of hidden states, whatever the
   * inputs; NaN for cells where none is known. Time of one look at the recurrent weights.
   */
  double contraction(Parameters parameters);
}
