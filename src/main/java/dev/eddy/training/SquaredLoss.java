package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Steps;

/** The squared error e², of which the mean is the minimum. */
final class SquaredLoss implements Loss {
  private final float[] partial = new float[Kernel.PANEL];

  @Override
  public double backward(
      Steps outputs, Steps targets, int count, int pairs, float factor, Kernel kernel) {
    int size = count * outputs.stride();
    return kernel.squaredLoss(outputs.values(), targets.values(), size, 2 * factor, partial);
  }
}
