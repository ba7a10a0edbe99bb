package dev.eddy.spec;

/**
 * Half of the squared error near zero, linear beyond a threshold: outliers pull no harder than it
 * (Huber 1964, doi 10.1214/aoms/1177703732).
 *
 * @param threshold error from which it is linear, in the scale of the residual; above 0
 */
public record HuberSpec(Double threshold) implements PointLossSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public HuberSpec {
    threshold = threshold == null ? 1.0 : threshold;
    new Checks().above("threshold", threshold, 0, 1e6).done();
  }
}
