package dev.eddy.spec;

/**
 * Where learning reports go, and how many of them.
 *
 * @param topic their topic; left out: the topology's name and {@code -learning}
 * @param every one report in so many of a model's updates, and any that is out of the ordinary; 1
 *     to 1,000,000
 */
public record LearningSinkSpec(String topic, Integer every) {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public LearningSinkSpec {
    every = every == null ? 16 : every;
    new Checks().within("every", every, 1, 1_000_000).done();
  }
}
