package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.kernel.Steps;
import dev.eddy.spec.PinballSpec;
import java.util.List;

/**
 * The mean over several levels q of max(q·u, (q − 1)·u), u = target − output, of which the
 * q-quantile is the minimum (Koenker and Bassett 1978, doi 10.2307/1913643). At u = 0, where it has
 * a kink, the gradient is 0.
 */
final class PinballLoss implements Loss {
  private final float[] levels;
  private final int median;

  PinballLoss(List<Double> levels) {
    this.levels = new float[levels.size()];
    for (int i = 0; i < this.levels.length; i++) {
      this.levels[i] = levels.get(i).floatValue();
    }
    median = levels.indexOf(PinballSpec.MEDIAN);
  }

  @Override
  public int width() {
    return levels.length;
  }

  @Override
  public float forecast(float[] outputs, int at) {
    return outputs[at + median];
  }

  @Override
  public double backward(
      Steps outputs, Steps targets, int count, int pairs, float factor, Kernel kernel) {
    float[] values = outputs.values();
    double sum = 0;
    float share = factor / levels.length;
    for (int t = 0; t < count; t++) {
      int at = outputs.at(t);
      int from = targets.at(t);
      for (int i = 0; i < pairs; i++) {
        float target = targets.values()[from + i];
        for (int q = 0; q < levels.length; q++) {
          int output = at + i * levels.length + q;
          float under = Float.isNaN(target) ? 0 : target - values[output];
          float slope = under > 0 ? levels[q] : under < 0 ? levels[q] - 1 : 0;
          sum += (double) slope * under;
          values[output] = -share * slope;
        }
      }
    }
    return sum / levels.length;
  }
}
