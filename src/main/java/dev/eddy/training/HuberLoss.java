package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Steps;

/**
 * ½·e² up to a threshold δ, δ·(|e| − ½·δ) beyond it (Huber 1964, doi 10.1214/aoms/1177703732): no
 * error pulls harder than δ.
 */
final class HuberLoss implements Loss {
  private final float threshold;

  HuberLoss(float threshold) {
    this.threshold = threshold;
  }

  @Override
  public double backward(
      Steps outputs, Steps targets, int count, int pairs, float factor, Kernel kernel) {
    float[] values = outputs.values();
    double sum = 0;
    for (int t = 0; t < count; t++) {
      int at = outputs.at(t);
      int from = targets.at(t);
      for (int i = 0; i < pairs; i++) {
        float target = targets.values()[from + i];
        float error = Float.isNaN(target) ? 0 : values[at + i] - target;
        float pull = Math.max(-threshold, Math.min(threshold, error));
        sum += pull * (error - 0.5 * pull);
        values[at + i] = factor * pull;
      }
    }
    return sum;
  }
}
