package dev.eddy.spec;

/**
 * Least squares over a bounded history, with a penalty on the squares of the weights (Hoerl and
 * Kennard 1970, doi 10.1080/00401706.1970.10488634), solved anew now and then.
 *
 * @param every records that teach from one solution to the next; 1 to 100,000
 * @param history steps that are solved for; 1 to 100,000
 * @param ridge weight of the penalty; above 0
 */
public record RidgeSpec(Integer every, Integer history, Double ridge) implements ReadoutSpec {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public RidgeSpec {
    every = every == null ? 128 : every;
    history = history == null ? 2_048 : history;
    ridge = ridge == null ? 30.0 : ridge;
    new Checks()
        .within("every", every, 1, 100_000)
        .within("history", history, 1, 100_000)
        .above("ridge", ridge, 0, 1e12)
        .done();
  }
}
