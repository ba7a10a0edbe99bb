package dev.eddy.learning;

import dev.eddy.training.Draws;

/**
 * Symbols are to be said again after a delay (Hochreiter and Schmidhuber 1997; in the form of
 * Arjovsky, Shah and Bengio 2016, arXiv 1511.06464): some symbols out of a number of kinds, blanks,
 * the sign to begin, and as many blanks as symbols, at which those are the targets; before that,
 * the target is the blank.
 *
 * @param kinds of symbols; the paper has 8
 * @param length symbols to remember; the paper has 10
 * @param delay steps from the last symbol to the sign
 */
record CopyMemory(int kinds, int length, int delay) {
  /** Each kind, the blank, and the sign. */
  int inputs() {
    return kinds + 2;
  }

  /** Each kind, and the blank. */
  int targets() {
    return kinds + 1;
  }

  int steps() {
    return 2 * length + delay;
  }

  /** The first step at which a symbol is asked for. */
  int recall() {
    return length + delay;
  }

  Sequence draw(Draws draws) {
    Sequence sequence = new Sequence(steps(), inputs(), targets());
    for (int t = 0; t < steps(); t++) {
      sequence.setClass(t, kinds);
      if (t >= length) {
        sequence.setInput(t, t == recall() - 1 ? kinds + 1 : kinds, 1);
      }
    }
    for (int i = 0; i < length; i++) {
      int symbol = draws.below(kinds);
      sequence.setInput(i, symbol, 1);
      sequence.setClass(recall() + i, symbol);
    }
    return sequence;
  }
}
