package dev.eddy.kernel;

/**
 * The moments of every parameter, and the numbers of one {@link Kernel#adam} step. Without a mean
 * (beta1 0) and without corrections (rootScale 1) the step is RMSprop's.
 *
 * <p>Takes 8·n bytes. Not safe for use by several threads.
 */
public final class AdamState {
  /** Means of gradients, [n]. */
  public final float[] mean;

  /** Means of squared gradients, [n]. */
  public final float[] square;

  /** Factor on the gradient, by which it is clipped. */
  public float scale = 1;

  /** Decay of the mean of gradients; 0 to below 1. */
  public float beta1;

  /** Decay of the mean of squared gradients; 0 to below 1. */
  public float beta2;

  /** Learning rate over the first bias correction. */
  public float rate;

  /** One over the root of the second bias correction. */
  public float rootScale = 1;

  /** Added to the root of the mean square; at least {@link Kernel#TINY}. */
  public float epsilon = Kernel.TINY;

  /** Factor on the parameters: 1, or less where weights decay. */
  public float keep = 1;

  /** Moments at zero, for n parameters. */
  public AdamState(int size) {
    mean = new float[size];
    square = new float[size];
  }

  /**
   * A step of a range in plain loops: the meaning of {@link Kernel#adam}.
   *
   * @param w [n] parameters. Modified.
   * @param g [n] gradient. Modified: becomes what w was.
   * @return false if a parameter of the range is not finite now
   */
  public boolean step(float[] w, float[] g, int from, int count) {
    boolean finite = true;
    for (int i = from; i < from + count; i++) {
      float was = w[i];
      float now = next(i, was, g[i]);
      g[i] = was;
      w[i] = now;
      finite &= Math.abs(now) <= Float.MAX_VALUE;
    }
    return finite;
  }

  private float next(int i, float w, float g) {
    float scaled = scale * g;
    scaled = Math.abs(scaled) < Kernel.TINY ? 0f : scaled;
    float m = Math.fma(beta1, mean[i], (1f - beta1) * scaled);
    float v = Math.fma(beta2, square[i], (1f - beta2) * scaled * scaled);
    m = Math.abs(m) < Kernel.TINY ? 0f : m;
    v = v < Kernel.TINY * Kernel.TINY ? 0f : v;
    mean[i] = m;
    square[i] = v;
    return Math.fma(keep, w, -rate * m / Math.fma((float) Math.sqrt(v), rootScale, epsilon));
  }
}
