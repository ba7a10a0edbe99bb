package dev.eddy.spec;

/**
 * How many past values a model with tapped delays sees.
 *
 * @param target values of each target, the present one included; 1 to 1,000
 * @param inputs values of each input, the present one included; 0 to 1,000
 * @param seasonal further values of each target about one season before the steps to be forecast,
 *     for each season of the view; 0 to 1,000
 * @param interactions of so many values of each target, from the present one on, it also sees the
 *     products with the harmonics of the shortest season that the calendar offers, so that what
 *     they mean may change with the time of day; 0 to {@code target}. Left out: as the model has it
 */
public record LagsSpec(Integer target, Integer inputs, Integer seasonal, Integer interactions) {
  /** Interactions of the entries that have any where nothing is said of them. */
  static final int INTERACTIONS = 4;

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public LagsSpec {
    target = target == null ? 24 : target;
    inputs = inputs == null ? 2 : inputs;
    seasonal = seasonal == null ? 12 : seasonal;
    new Checks()
        .within("target", target, 1, 1_000)
        .within("inputs", inputs, 0, 1_000)
        .within("seasonal", seasonal, 0, 1_000)
        .within("interactions", interactions == null ? 0 : interactions, 0, 1_000)
        .that(
            interactions == null || interactions <= target,
            "interactions",
            interactions,
            "must be at most target, " + target)
        .done();
  }

  /** Without interactions. */
  public LagsSpec(Integer target, Integer inputs, Integer seasonal) {
    this(target, inputs, seasonal, 0);
  }

  /** These, or the standard ones, with so many interactions where nothing is said of them. */
  static LagsSpec of(LagsSpec asked, int interactions) {
    LagsSpec lags = asked == null ? new LagsSpec(null, null, null, null) : asked;
    return lags.interactions != null
        ? lags
        : new LagsSpec(
            lags.target, lags.inputs, lags.seasonal, Math.min(interactions, lags.target));
  }
}
