package dev.eddy.spec;

import java.util.Optional;

/**
 * Truncated backpropagation through time, BPTT(k1, k2) (Williams and Peng 1990, doi
 * 10.1162/neco.1990.2.4.490).
 *
 * @param every an update at every step that is a multiple of this, k1; 1 to 10,000
 * @param window steps that the gradient goes back, k2; 1 to 11,000; left out: 48, or what the
 *     horizon asks for
 */
public record TruncationSpec(Integer every, Optional<Integer> window) {
  private static final int USUAL_WINDOW = 48;

  /**
   * Fills in defaults and checks.
   *
   * @throws InvalidSpec if a rule is broken
   */
  public TruncationSpec {
    every = every == null ? 4 : every;
    window = window == null ? Optional.empty() : window;
    Checks checks = new Checks().within("every", every, 1, 10_000);
    if (window.isPresent()) {
      checks.within("window", window.get(), 1, 11_000);
      checks.that(
          every <= window.get(),
          "every",
          every,
          "must be at most window, or some steps would teach nothing");
    }
    checks.done();
  }

  /**
   * The least window in which every horizon is learned: the value of a pair arrives so many steps
   * after its origin, and the next update may be {@code every} − 1 steps later still.
   */
  public int leastWindowFor(int horizon) {
    return horizon + every;
  }

  /** The window that holds for a horizon. */
  public int windowFor(int horizon) {
    return window.orElseGet(() -> Math.max(USUAL_WINDOW, leastWindowFor(horizon)));
  }
}
