package dev.eddy.kernel;

/**
 * The velocity of every parameter, and the numbers of one {@link Kernel#momentum} step.
 *
 * <p>Takes 4·n bytes. Not safe for use by several threads.
 */
public final class MomentumState {
  /** Decaying sums of gradients, [n]. */
  public final float[] velocity;

  /** Factor on the gradient, by which it is clipped. */
  public float scale = 1;

  /** Decay of the velocity; 0 to below 1. */
  public float momentum;

  /** Learning rate. */
  public float rate;

  /** Factor of the velocity in a step: 1, or the momentum for Nesterov's. */
  public float ahead = 1;

  /** Factor of the gradient in a step: 0, or 1 for Nesterov's. */
  public float here;

  /** At rest, for n parameters. */
  public MomentumState(int size) {
    velocity = new float[size];
  }

  /**
   * A step of a range in plain loops: the meaning of {@link Kernel#momentum}.
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
    float u = Math.fma(momentum, velocity[i], scaled);
    u = Math.abs(u) < Kernel.TINY ? 0f : u;
    velocity[i] = u;
    return Math.fma(-rate, Math.fma(ahead, u, here * scaled), w);
  }
}
