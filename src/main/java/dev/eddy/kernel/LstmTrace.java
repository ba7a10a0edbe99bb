package dev.eddy.kernel;

/**
 * What a pass of an LSTM layer over a window leaves behind for the way back. The arrays are for
 * kernels and those who call them; nothing here is remembered from one window to the next.
 *
 * <p>Takes 4·(11·steps + 3)·padded units bytes.
 */
public final class LstmTrace {
  /** Units, padded to a multiple of {@link Kernel#PANEL}. */
  public final int padded;

  /** [steps][4·padded] sums before the gates, then the gates i, f, g, o. */
  public final float[] gates;

  /** [steps + 1][padded] cell states; step t is at t + 1, the one before the window at 0. */
  public final float[] cells;

  /** [steps][padded] tanh of the cell states. */
  public final float[] cellTanh;

  /** [steps + 1][padded] hidden states; step t is at t + 1, the one before the window at 0. */
  public final float[] hidden;

  /** [steps][4·padded] gradient of the loss by the sums before the gates. */
  public final float[] gateGradients;

  /** [steps][padded] gradient of the loss by the hidden states. */
  public final float[] hiddenGradients;

  /** [padded] gradient of the loss by the cell state that is passed on to the step before. */
  public final float[] cellGradient;

  /** Room for so many units and steps. */
  public LstmTrace(int units, int steps) {
    padded = Kernel.padded(units);
    gates = new float[steps * 4 * padded];
    cells = new float[(steps + 1) * padded];
    cellTanh = new float[steps * padded];
    hidden = new float[(steps + 1) * padded];
    gateGradients = new float[steps * 4 * padded];
    hiddenGradients = new float[steps * padded];
    cellGradient = new float[padded];
  }
}
