package dev.eddy.kernel;

import java.util.Arrays;

/**
 * What a pass of a recurrent layer over a window leaves behind for the way back. The arrays are for
 * kernels, cells and those who call them; nothing here is remembered from one window to the next.
 * Sizes are padded to a multiple of {@link Kernel#PANEL}, and padding is zero where a state is
 * carried on.
 *
 * <p>Takes 4·steps·(2·sums + 2·outputs + memory + work + feedback) bytes and a step more.
 */
public final class LayerTrace {
  /** What is less can fade by 2^-16 at each of four steps and still be no subnormal number. */
  private static final float FADED = 0x1p-60f;

  /** Steps this many floats apart would share few sets of a processor's first cache. */
  private static final int CROWDED = 512;

  /**
   * Floats from one step's gates to the next's: rows of the product with what comes from below,
   * each gate padded, and sometimes a little more.
   */
  public final int sums;

  /** Hidden units that are read, padded. */
  public final int outputs;

  /** Numbers carried from step to step beside the hidden units, padded. */
  public final int memory;

  /** [steps][sums] sums before the gates, then the gates. */
  public final float[] gates;

  /** [steps][sums] gradient of the loss by the product with what comes from below. */
  public final float[] gateGradients;

  /** [steps + 1][outputs] hidden states; step t is at t + 1, the one before the window at 0. */
  public final float[] hidden;

  /** [steps + 1][outputs] gradient of the loss by the hidden states, at the same places. */
  public final float[] hiddenGradients;

  /** [steps + 1][memory] cell states, at the same places. */
  public final float[] cells;

  /** [memory] gradient of the loss by the cell state that is passed on to the step before. */
  public final float[] cellGradient;

  /** [steps][work] whatever else a cell keeps for the way back. */
  public final float[] work;

  /** Floats of {@link #work} a step. */
  public final int workSize;

  /**
   * [steps][feedback] gradient of the loss by the product with the hidden state, for cells where it
   * is not {@link #gateGradients}.
   */
  public final float[] feedbackGradients;

  /** Floats of {@link #feedbackGradients} a step. */
  public final int feedback;

  private final Steps gateSteps;
  private final Steps gateGradientSteps;
  private final Steps hiddenBefore;
  private final Steps hiddenAfter;
  private final Steps hiddenGradientsBefore;
  private final Steps hiddenGradientsAfter;

  /**
   * Floats a step, padding included.
   *
   * @param sums rows of the product with what comes from below
   * @param outputs hidden units
   * @param memory cell states
   * @param work whatever else
   * @param feedback rows of the product with the hidden state, where its gradient is one of its own
   */
  public record Sizes(int sums, int outputs, int memory, int work, int feedback) {}

  /** Room for so many steps. */
  public LayerTrace(Sizes sizes, int steps) {
    sums = stride(sizes.sums());
    outputs = sizes.outputs();
    memory = sizes.memory();
    workSize = sizes.work();
    feedback = stride(sizes.feedback());
    gates = new float[steps * sums];
    gateGradients = new float[steps * sums];
    hidden = new float[(steps + 1) * outputs];
    hiddenGradients = new float[(steps + 1) * outputs];
    cells = new float[(steps + 1) * memory];
    cellGradient = new float[memory];
    work = new float[steps * workSize];
    feedbackGradients = new float[steps * feedback];
    gateSteps = new Steps(gates, 0, sums);
    gateGradientSteps = new Steps(gateGradients, 0, sums);
    hiddenBefore = new Steps(hidden, 0, outputs);
    hiddenAfter = new Steps(hidden, outputs, outputs);
    hiddenGradientsBefore = new Steps(hiddenGradients, 0, outputs);
    hiddenGradientsAfter = new Steps(hiddenGradients, outputs, outputs);
  }

  /** {@link #gates} by step. */
  public Steps gateSteps() {
    return gateSteps;
  }

  /** {@link #gateGradients} by step. */
  public Steps gateGradientSteps() {
    return gateGradientSteps;
  }

  /** The hidden states before each step. */
  public Steps hiddenBefore() {
    return hiddenBefore;
  }

  /** The hidden states after each step. */
  public Steps hiddenAfter() {
    return hiddenAfter;
  }

  /** The gradient by the hidden states before each step. */
  public Steps hiddenGradientsBefore() {
    return hiddenGradientsBefore;
  }

  /** The gradient by the hidden states after each step. */
  public Steps hiddenGradientsAfter() {
    return hiddenGradientsAfter;
  }

  /** No gradient comes from the cell state after the window. */
  public void clearCellGradient() {
    Arrays.fill(cellGradient, 0);
  }

  /**
   * Sets to zero what a gradient on its way back has faded to: numbers near the least that a float
   * can hold take a processor a hundred times as long as others.
   *
   * @param step whose carry before it has its gradient now
   */
  public void dropFaded(int step) {
    dropFaded(hiddenGradients, step * outputs, outputs);
    dropFaded(cellGradient, 0, memory);
  }

  private static void dropFaded(float[] gradients, int from, int count) {
    for (int i = from; i < from + count; i++) {
      gradients[i] = Math.abs(gradients[i]) < FADED ? 0 : gradients[i];
    }
  }

  /** No gradient by the hidden states of the first {@code count} steps, nor by the carry. */
  public void clearHiddenGradients(int count) {
    Arrays.fill(hiddenGradients, 0, (count + 1) * outputs, 0);
  }

  private static int stride(int rows) {
    return rows > 0 && rows % CROWDED == 0 ? rows + Kernel.PANEL : rows;
  }

  /** Of an LSTM layer with so many units: gates i, f, g, o and tanh of the cell state as work. */
  public static LayerTrace lstm(int units, int steps) {
    int padded = Kernel.padded(units);
    return new LayerTrace(new Sizes(4 * padded, padded, padded, padded, 0), steps);
  }
}
