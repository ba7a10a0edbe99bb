package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Steps;

/**
 * What a network is to make small, with its gradient, so that both can be checked together. Each
 * forecast number may be read out as several. Nothing is remembered from call to call, but scratch
 * may be: not safe for use by several threads.
 */
public interface Loss {
  /** Numbers read out for each number that is forecast. */
  default int width() {
    return 1;
  }

  /**
   * The point forecast among the numbers read out.
   *
   * @param outputs holds {@link #width} numbers from {@code at}. Not modified.
   */
  default float forecast(float[] outputs, int at) {
    return outputs[at];
  }

  /**
   * The loss of a window, and its gradient.
   *
   * @param outputs [count][pairs][width]. Modified: become factor times the gradient by themselves,
   *     0 where the target is missing.
   * @param targets [count][pairs]; NaN where missing, as is what pads a step. Not modified.
   * @param factor on the gradient
   * @return the sum of the losses, without the factor
   */
  double backward(Steps outputs, Steps targets, int count, int pairs, float factor, Kernel kernel);
}
