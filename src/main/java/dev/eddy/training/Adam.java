package dev.eddy.training;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.AdamRates;
import dev.eddy.kernel.Kernel;
import dev.eddy.spec.AdamSpec;

/**
 * Adam with bias correction (Kingma and Ba 2015, arXiv 1412.6980): the moments of every parameter
 * of one layout. Time n a step, 8·n bytes for n parameters. Not safe for use by several threads.
 */
public final class Adam implements Archived {
  private final AdamSpec spec;
  private final ParameterLayout layout;
  private final Kernel kernel;
  private final float[] mean; // [layout.size]
  private final float[] square; // [layout.size]
  private double beta1Power = 1; // β1^steps, as a running product: no pow
  private double beta2Power = 1;

  /** Moments at zero. */
  public Adam(AdamSpec spec, ParameterLayout layout, Kernel kernel) {
    this.spec = spec;
    this.layout = layout;
    this.kernel = kernel;
    mean = new float[layout.size()];
    square = new float[layout.size()];
  }

  /**
   * One step, if it leaves every parameter finite.
   *
   * @param parameters [layout.size]. Modified, unless the answer is false.
   * @param gradient [layout.size], finite. Modified: becomes what was subtracted.
   * @param scale factor on the gradient, by which it is clipped
   * @return false if a parameter would not have been finite; parameters are then as before
   */
  public boolean step(float[] parameters, float[] gradient, double scale) {
    beta1Power *= spec.beta1();
    beta2Power *= spec.beta2();
    AdamRates rates =
        new AdamRates(
            (float) scale,
            spec.beta1().floatValue(),
            spec.beta2().floatValue(),
            (float) (spec.learningRate() / (1 - beta1Power)),
            (float) (1 / Math.sqrt(1 - beta2Power)),
            Math.max(spec.epsilon().floatValue(), Float.MIN_NORMAL));
    return kernel.adam(parameters, gradient, mean, square, rates);
  }

  /**
   * Takes over all that another of the same layout remembers.
   *
   * @param other Not modified.
   */
  public void copyFrom(Adam other) {
    System.arraycopy(other.mean, 0, mean, 0, mean.length);
    System.arraycopy(other.square, 0, square, 0, square.length);
    beta1Power = other.beta1Power;
    beta2Power = other.beta2Power;
  }

  @Override
  public void archive(Archive archive) {
    layout.archive(archive, mean);
    layout.archive(archive, square);
    beta1Power = archive.number(beta1Power);
    beta2Power = archive.number(beta2Power);
  }
}
