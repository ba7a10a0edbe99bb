package dev.eddy.spec;

/**
 * RMSprop (Tieleman and Hinton 2012, Neural Networks for Machine Learning, lecture 6.5): the
 * gradient over the root of the running mean of its squares.
 *
 * @param learningRate size of a step; above 0, at most 1
 * @param decay of the mean of squared gradients; 0 to below 1
 * @param epsilon added to the root of the mean square; above 0, at most 1
 * @param schedule how the learning rate goes on
 */
public record RmsPropSpec(Double learningRate, Double decay, Double epsilon, ScheduleSpec schedule)
    implements OptimizerSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public RmsPropSpec {
    learningRate = learningRate == null ? 1e-3 : learningRate;
    decay = decay == null ? 0.99 : decay;
    epsilon = epsilon == null ? 1e-8 : epsilon;
    schedule = schedule == null ? new ConstantSpec() : schedule;
    new Checks()
        .above("learning-rate", learningRate, 0, 1)
        .decay("decay", decay)
        .above("epsilon", epsilon, 0, 1)
        .done();
  }
}
