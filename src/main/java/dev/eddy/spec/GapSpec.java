package dev.eddy.spec;

/**
 * How long a silence may be. Steps skipped up to this number count as steps without a value; after
 * more the models' short memory is dropped, what they have learned stays.
 *
 * @param maxSteps the most steps that are counted through; 0 to 1,000,000
 */
public record GapSpec(Integer maxSteps) {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public GapSpec {
    maxSteps = maxSteps == null ? 1_000 : maxSteps;
    new Checks().within("max-steps", maxSteps, 0, 1_000_000).done();
  }
}
