package dev.eddy.model.recurrent.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/** Named arrays of weights on a tape, and the sums that cells make with them. */
final class Weights {
  private final Map<String, Scalar[][]> arrays = new LinkedHashMap<>();

  Weights(Tape tape, Map<String, double[][]> parameters) {
    parameters.forEach((name, rows) -> arrays.put(name, tape.variables(rows)));
  }

  /** One array. */
  Scalar[][] array(String name) {
    return arrays.get(name);
  }

  /** The only column of an array. */
  Scalar[] column(String name) {
    Scalar[][] rows = arrays.get(name);
    Scalar[] column = new Scalar[rows.length];
    for (int r = 0; r < column.length; r++) {
      column[r] = rows[r][0];
    }
    return column;
  }

  /** The gates' sums before squashing, for all rows: W_ih x + b_ih + W_hh h + b_hh. */
  Scalar[] sums(Scalar[] x, Scalar[] h) {
    return add(inputSums(x), recurrentSums(h));
  }

  /** W_ih x + b_ih. */
  Scalar[] inputSums(Scalar[] x) {
    return addProduct(column("bias_ih"), array("weight_ih"), x);
  }

  /** W_hh h + b_hh. */
  Scalar[] recurrentSums(Scalar[] h) {
    return addProduct(column("bias_hh"), array("weight_hh"), h);
  }

  /** start + matrix · vector. */
  static Scalar[] addProduct(Scalar[] start, Scalar[][] matrix, Scalar[] vector) {
    Scalar[] sums = start.clone();
    for (int r = 0; r < sums.length; r++) {
      for (int c = 0; c < vector.length; c++) {
        sums[r] = sums[r].plus(matrix[r][c].times(vector[c]));
      }
    }
    return sums;
  }

  /** a + b, entry by entry. */
  static Scalar[] add(Scalar[] a, Scalar[] b) {
    Scalar[] sums = new Scalar[a.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = a[i].plus(b[i]);
    }
    return sums;
  }

  /** d result / d array, for each array. */
  Map<String, double[][]> slopes() {
    Map<String, double[][]> slopes = new LinkedHashMap<>();
    arrays.forEach((name, rows) -> slopes.put(name, Scalar.slopes(rows)));
    return slopes;
  }
}
