package dev.eddy.spec;

/**
 * Truncated backpropagation through time, BPTT(k1, k2) (Williams and Peng 1990, doi
 * 10.1162/neco.1990.2.4.490).
 *
 * @param every an update at every step that is a multiple of this, k1; 1 to 10,000
 * @param window steps that the gradient goes back, k2; 1 to 10,000
 */
public record TruncationSpec(Integer every, Integer window) {
  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public TruncationSpec {
    every = every == null ? 4 : every;
    window = window == null ? 48 : window;
    Checks checks =
        new Checks().within("every", every, 1, 10_000).within("window", window, 1, 10_000);
    checks
        .that(
            every <= window,
            "every",
            every,
            "must be at most window, or some steps would teach nothing")
        .done();
  }
}
