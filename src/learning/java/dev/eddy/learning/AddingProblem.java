package dev.eddy.learning;

import dev.eddy.training.Draws;

/**
 * Two numbers of a long sequence are marked, and their sum is asked for at its end (Hochreiter and
 * Schmidhuber 1997, doi 10.1162/neco.1997.9.8.1735, experiment 4; in the form of Le, Jaitly and
 * Hinton 2015, arXiv 1504.00941): numbers are even in [0, 1), a mark is 1 and no mark 0, one mark
 * stands in each half. Who always says 1 has a mean squared error of 1/6.
 */
final class AddingProblem {
  static final int INPUTS = 2;
  static final int TARGETS = 1;

  private AddingProblem() {}

  static Sequence draw(Draws draws, int steps) {
    Sequence sequence = new Sequence(steps, INPUTS, TARGETS);
    int half = steps / 2;
    int first = draws.below(half);
    int second = half + draws.below(steps - half);
    for (int t = 0; t < steps; t++) {
      sequence.setInput(t, 0, draws.uniform());
    }
    sequence.setInput(first, 1, 1);
    sequence.setInput(second, 1, 1);
    sequence.setTarget(steps - 1, 0, sequence.input(first, 0) + sequence.input(second, 0));
    return sequence;
  }
}
