package dev.eddy.spec;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, arXiv 1711.05101): at each update
 * weights also lose the share learningRate·weightDecay of themselves. Biases do not, as they bound
 * nothing; recurrent matrices only where asked for, as shrinking them shrinks their eigenvalues and
 * with them the memory.
 *
 * @param learningRate size of a step; above 0, at most 1
 * @param beta1 decay of the mean of gradients; 0 to below 1
 * @param beta2 decay of the mean of squared gradients; 0 to below 1
 * @param epsilon added to the root of the mean square; above 0, at most 1
 * @param weightDecay 0 to 1
 * @param decayRecurrent true: recurrent matrices decay too
 * @param schedule how the learning rate, and with it the decay, goes on
 */
public record AdamWSpec(
    Double learningRate,
    Double beta1,
    Double beta2,
    Double epsilon,
    Double weightDecay,
    Boolean decayRecurrent,
    ScheduleSpec schedule)
    implements OptimizerSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public AdamWSpec {
    learningRate = learningRate == null ? 5e-4 : learningRate;
    beta1 = beta1 == null ? 0.9 : beta1;
    beta2 = beta2 == null ? 0.999 : beta2;
    epsilon = epsilon == null ? 1e-8 : epsilon;
    weightDecay = weightDecay == null ? 0.01 : weightDecay;
    decayRecurrent = decayRecurrent != null && decayRecurrent;
    schedule = schedule == null ? new ConstantSpec() : schedule;
    new Checks()
        .above("learning-rate", learningRate, 0, 1)
        .decay("beta1", beta1)
        .decay("beta2", beta2)
        .above("epsilon", epsilon, 0, 1)
        .within("weight-decay", weightDecay, 0, 1)
        .done();
  }
}
