package dev.eddy.kernel;

/**
 * The numbers of one Adam step.
 *
 * @param scale factor on the gradient
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param step learning rate over the first bias correction
 * @param rootScale one over the root of the second bias correction
 * @param epsilon added to the root of the mean square; above 0
 */
public record AdamRates(
    float scale, float beta1, float beta2, float step, float rootScale, float epsilon) {

  /**
   * The step of parameter i, as {@link Kernel#adam} says.
   *
   * @param g gradient. Not modified.
   * @param m mean of gradients. Modified at i.
   * @param v mean of squared gradients. Modified at i.
   */
  public float update(int i, float[] g, float[] m, float[] v) {
    float scaled = scale * g[i];
    float mean = Math.fma(beta1, m[i], (1f - beta1) * scaled);
    float square = Math.fma(beta2, v[i], (1f - beta2) * scaled * scaled);
    m[i] = mean;
    v[i] = square;
    return step * mean / Math.fma((float) Math.sqrt(square), rootScale, epsilon);
  }
}
