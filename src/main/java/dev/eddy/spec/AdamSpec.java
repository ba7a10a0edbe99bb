package dev.eddy.spec;

/**
 * Adam (Kingma and Ba 2015, arXiv 1412.6980).
 *
 * @param learningRate size of a step; above 0, at most 1
 * @param beta1 decay of the mean of gradients; 0 to below 1
 * @param beta2 decay of the mean of squared gradients; 0 to below 1
 * @param epsilon added to the root of the mean square; above 0, at most 1
 * @param schedule how the learning rate goes on
 */
public record AdamSpec(
    Double learningRate, Double beta1, Double beta2, Double epsilon, ScheduleSpec schedule)
    implements OptimizerSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public AdamSpec {
    learningRate = learningRate == null ? 5e-4 : learningRate;
    beta1 = beta1 == null ? 0.9 : beta1;
    beta2 = beta2 == null ? 0.999 : beta2;
    epsilon = epsilon == null ? 1e-8 : epsilon;
    schedule = schedule == null ? new ConstantSpec() : schedule;
    new Checks()
        .above("learning-rate", learningRate, 0, 1)
        .decay("beta1", beta1)
        .decay("beta2", beta2)
        .above("epsilon", epsilon, 0, 1)
        .done();
  }

  /** At a constant learning rate. */
  public AdamSpec(Double learningRate, Double beta1, Double beta2, Double epsilon) {
    this(learningRate, beta1, beta2, epsilon, null);
  }
}
