package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Steps;

/**
 * The negative logarithm of a Gaussian likelihood but for its constant, ½·(s + e²·exp(−s)), with
 * the mean and the logarithm s of the variance read out (Nix and Weigend 1994, doi
 * 10.1109/ICNN.1994.374138). s counts as ±{@value #LIMIT} beyond that, where it is taught nothing
 * more.
 */
final class GaussianLoss implements Loss {
  private static final float LIMIT = 20;

  @Override
  public int width() {
    return 2;
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
        int mean = at + 2 * i;
        int logVariance = mean + 1;
        float target = targets.values()[from + i];
        if (Float.isNaN(target)) {
          values[mean] = 0;
          values[logVariance] = 0;
          continue;
        }
        double error = values[mean] - target;
        double s = Math.max(-LIMIT, Math.min(LIMIT, values[logVariance]));
        boolean within = s == values[logVariance];
        double precision = StrictMath.exp(-s);
        sum += 0.5 * (s + error * error * precision);
        values[mean] = (float) (factor * error * precision);
        values[logVariance] = within ? (float) (factor * 0.5 * (1 - error * error * precision)) : 0;
      }
    }
    return sum;
  }
}
