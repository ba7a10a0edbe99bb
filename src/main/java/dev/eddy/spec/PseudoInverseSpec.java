package dev.eddy.spec;

/**
 * The least squares of least norm over a bounded history, by the pseudo-inverse (Penrose 1955, doi
 * 10.1017/S0305004100030401), solved anew now and then.
 *
 * @param every records that teach from one solution to the next; 1 to 100,000
 * @param history steps that are solved for; 1 to 100,000
 */
public record PseudoInverseSpec(Integer every, Integer history) implements ReadoutSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public PseudoInverseSpec {
    every = every == null ? 128 : every;
    history = history == null ? 2_048 : history;
    new Checks().within("every", every, 1, 100_000).within("history", history, 1, 100_000).done();
  }
}
