package dev.eddy.spec;

/**
 * The learning rate rises in a straight line, then falls with the square root of the number of
 * updates (Vaswani et al. 2017, arXiv 1706.03762); at its peak it is whole.
 *
 * @param warmUp updates up to the peak; 1 to 1,000,000
 */
public record InverseSquareRootSpec(Integer warmUp) implements ScheduleSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public InverseSquareRootSpec {
    warmUp = warmUp == null ? 1_000 : warmUp;
    new Checks().within("warm-up", warmUp, 1, 1_000_000).done();
  }
}
