package dev.eddy.spec;

/**
 * Stochastic gradient descent with momentum (Polyak 1964, doi 10.1016/0041-5553(64)90137-5), or
 * Nesterov's (Sutskever et al. 2013, PMLR 28(3):1139).
 *
 * @param learningRate factor on the velocity; above 0, at most 1
 * @param momentum decay of the velocity, the sum of past gradients; 0 to below 1
 * @param nesterov true: the step is the present gradient and the momentum times the velocity
 * @param schedule how the learning rate goes on
 */
public record SgdSpec(Double learningRate, Double momentum, Boolean nesterov, ScheduleSpec schedule)
    implements OptimizerSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public SgdSpec {
    learningRate = learningRate == null ? 0.01 : learningRate;
    momentum = momentum == null ? 0.9 : momentum;
    nesterov = nesterov != null && nesterov;
    schedule = schedule == null ? new ConstantSpec() : schedule;
    new Checks()
        .above("learning-rate", learningRate, 0, 1)
        .decay("momentum", momentum)
        .that(!nesterov || momentum > 0, "nesterov", nesterov, "needs a momentum above 0")
        .done();
  }
}
