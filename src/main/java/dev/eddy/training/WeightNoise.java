package dev.eddy.training;

import dev.eddy.kernel.Kernel;
import dev.eddy.training.ParameterLayout.Part;
import dev.eddy.training.ParameterLayout.Role;
import java.util.Arrays;
import java.util.List;

/**
 * Noise on the weights while a gradient is taken, which keeps a network from leaning on their last
 * digits (Jim, Giles and Horne 1996, doi 10.1109/72.548170; Graves 2011, Practical variational
 * inference for neural networks, NIPS 24): the passes run with a noisy copy, the step is made on
 * the weights themselves. Every matrix has noise, recurrent ones too; biases have none, as a bias
 * only shifts what the noise of the weights beside it shifts anyway.
 *
 * <p>Each weight, and what pads it, takes one draw of 64 bits, whose eight bytes are summed: mean 0
 * and variance 1 exactly, never beyond ±4.9, kurtosis 0.15 less than a normal's, a distribution
 * function within 0.0036 of a normal's, in steps of 1/209.
 *
 * <p>Time n for n parameters, nothing allocated; 2 KB. Not safe for use by several threads.
 */
public final class WeightNoise {
  private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;
  private static final long ONES = 0x0001_0001_0001_0001L;
  private static final int SUM_SHIFT = 48;
  private static final double SUM_MEAN = 8 * 255 / 2.0;
  private static final double SUM_VARIANCE = 8 * (256 * 256 - 1) / 12.0;

  private static final int BLOCK = 256;

  private final float factor;
  private final long[] bits = new long[BLOCK]; // scratch

  /**
   * Of a standard deviation.
   *
   * @param deviation at least 0
   */
  public WeightNoise(double deviation) {
    factor = (float) (deviation / Math.sqrt(SUM_VARIANCE));
  }

  /**
   * Copies parameters, with noise on the weights. Padding stays zero.
   *
   * @param learned Not modified.
   * @param draws takes one draw for each parameter of these matrices, padding included. Modified.
   * @param noisy of the same layout. Modified.
   */
  public void perturbInto(Parameters learned, Draws draws, Parameters noisy) {
    float[] from = learned.values();
    float[] to = noisy.values();
    System.arraycopy(from, 0, to, 0, from.length);
    List<Part> parts = learned.layout().parts();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.role() != Role.BIAS) {
        perturb(part.from(), part.from() + part.size(), draws, to);
        clearPadding(part, to);
      }
    }
  }

  private void perturb(int from, int to, Draws draws, float[] values) {
    for (int first = from; first < to; first += BLOCK) {
      int count = Math.min(BLOCK, to - first);
      draws.bitsInto(bits, count);
      for (int i = 0; i < count; i++) {
        values[first + i] += factor * gaussian(bits[i]);
      }
    }
  }

  /** The last panel of each group is padded below the group's rows. */
  private static void clearPadding(Part part, float[] values) {
    int used = part.groupRows() % Kernel.PANEL;
    int panels = Kernel.padded(part.groupRows()) / Kernel.PANEL;
    for (int group = 0; used > 0 && group < part.groups().size(); group++) {
      int last =
          part.from() + group * part.groupSize() + (panels - 1) * part.columns() * Kernel.PANEL;
      for (int column = 0; column < part.columns(); column++) {
        int at = last + column * Kernel.PANEL;
        Arrays.fill(values, at + used, at + Kernel.PANEL, 0);
      }
    }
  }

  /** The sum of eight bytes less its mean: at most 1020 in magnitude, deviation 209. */
  static float gaussian(long bits) {
    long pairs = (bits & EVEN_BYTES) + ((bits >>> 8) & EVEN_BYTES);
    return (float) (((pairs * ONES) >>> SUM_SHIFT) - SUM_MEAN);
  }
}
