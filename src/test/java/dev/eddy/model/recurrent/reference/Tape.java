package dev.eddy.model.recurrent.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Remembers a computation in the order in which it was made, so that it can be differentiated
 * backwards: reverse-mode automatic differentiation (Griewank and Walther 2008, doi
 * 10.1137/1.9780898717761). Some 50 bytes for each operation; one thread.
 */
public final class Tape {
  private final List<Scalar> scalars = new ArrayList<>();

  /** A number that nothing was computed from yet, to differentiate by. */
  public Scalar variable(double value) {
    return append(new Scalar(this, value, null, 0, null, 0));
  }

  /**
   * One variable for each number.
   *
   * @param values Not modified.
   */
  public Scalar[] variables(double[] values) {
    Scalar[] variables = new Scalar[values.length];
    for (int i = 0; i < values.length; i++) {
      variables[i] = variable(values[i]);
    }
    return variables;
  }

  /**
   * One variable for each number.
   *
   * @param rows Not modified.
   */
  public Scalar[][] variables(double[][] rows) {
    Scalar[][] variables = new Scalar[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      variables[r] = variables(rows[r]);
    }
    return variables;
  }

  Scalar append(Scalar scalar) {
    scalars.add(scalar);
    return scalar;
  }

  /** Sets the {@link Scalar#slope} of every number on the tape: d result / d number. */
  public void differentiate(Scalar result) {
    for (Scalar scalar : scalars) {
      scalar.slope = 0;
    }
    result.slope = 1;
    for (int i = scalars.size() - 1; i >= 0; i--) {
      scalars.get(i).passBack();
    }
  }
}
