package dev.eddy.spec;

/**
 * How many past values a model with tapped delays sees.
 *
 * @param target values of each target, the present one included; 1 to 1,000
 * @param inputs values of each input, the present one included; 0 to 1,000
 * @param seasonal further values of each target about one season before the steps to be forecast,
 *     for each season of the view; 0 to 1,000
 */
public record LagsSpec(Integer target, Integer inputs, Integer seasonal) {
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
        .done();
  }
}
