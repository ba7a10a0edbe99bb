package dev.eddy.learning;

import dev.eddy.training.Draws;

/**
 * Whether a sequence of ±1 has an odd number of ones so far, as ±1: one bit to remember, which no
 * step may lose (Bengio, Simard and Frasconi 1994, doi 10.1109/72.279181; Hochreiter and
 * Schmidhuber 1996, "Bridging long time lags by weight guessing and long short-term memory").
 */
final class Parity {
  static final int INPUTS = 1;
  static final int TARGETS = 1;

  private Parity() {}

  /**
   * A sequence.
   *
   * @param everyStep true: asked for at every step; false: only at the end
   */
  static Sequence draw(Draws draws, int steps, boolean everyStep) {
    Sequence sequence = new Sequence(steps, INPUTS, TARGETS);
    boolean odd = false;
    for (int t = 0; t < steps; t++) {
      boolean one = draws.below(2) == 1;
      odd ^= one;
      sequence.setInput(t, 0, one ? 1 : -1);
      if (everyStep || t == steps - 1) {
        sequence.setTarget(t, 0, odd ? 1 : -1);
      }
    }
    return sequence;
  }
}
