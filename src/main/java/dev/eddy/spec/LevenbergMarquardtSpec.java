package dev.eddy.spec;

/**
 * Damped Gauss–Newton steps on the recent past, now and then (Levenberg 1944, doi
 * 10.1090/qam/10666; Marquardt 1963, doi 10.1137/0111030).
 *
 * @param every records that teach from one fit to the next; 1 to 100,000
 * @param iterations steps that a fit tries, those included that are rejected because they would not
 *     lower the loss; 1 to 100
 * @param history steps of the past that are fitted; 1 to 100,000
 * @param damping what the diagonal is raised by at first, as a share of it; above 0
 * @param ridge weight of the parameters' squares beside the errors', which keeps a short history
 *     from being learned by heart; above 0
 */
public record LevenbergMarquardtSpec(
    Integer every, Integer iterations, Integer history, Double damping, Double ridge)
    implements LayerOptimizerSpec {
  /** Most hidden units of a layer that learns so. */
  public static final int MOST_UNITS = 16;

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public LevenbergMarquardtSpec {
    every = every == null ? 256 : every;
    iterations = iterations == null ? 3 : iterations;
    history = history == null ? 1_024 : history;
    damping = damping == null ? 0.01 : damping;
    ridge = ridge == null ? 3.0 : ridge;
    new Checks()
        .within("every", every, 1, 100_000)
        .within("iterations", iterations, 1, 100)
        .within("history", history, 1, 100_000)
        .above("damping", damping, 0, 1e12)
        .above("ridge", ridge, 0, 1e12)
        .done();
  }
}
