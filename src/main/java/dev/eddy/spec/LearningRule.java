package dev.eddy.spec;

import java.util.Locale;

/** How a recurrent network learns of the past. */
public enum LearningRule {
  /**
   * Truncated backpropagation through time: the gradient goes back through the last steps (Williams
   * and Peng 1990, doi 10.1162/neco.1990.2.4.490).
   */
  BPTT,
  /**
   * Real-time recurrent learning: the state's derivatives by the parameters are carried along, so
   * that nothing is cut off (Williams and Zipser 1989, doi 10.1162/neco.1989.1.2.270).
   */
  RTRL;

  /** The rule as files name it: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
