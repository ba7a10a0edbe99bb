package dev.eddy.model.recurrent.reference;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step of a recurrent layer, written as its paper writes it. Below, σ is the sigmoid, · the
 * product entry by entry, h' and c' are the carry of the step before, and a row of the arrays gives
 * one sum a = W_ih x + b_ih + W_hh h' + b_hh. Immutable. {@link ReferenceCells} makes them.
 */
public interface ReferenceCell {
  /** Which cell it is, as in {@code lstm-peephole}. */
  String name();

  /** How many entries h has. */
  int outputs();

  /** How many entries c has; 0 if the cell carries h alone. */
  int cells();

  /** The arrays of weights by name, each with its rows and columns, in their order. */
  Map<String, int[]> shapes(int inputs);

  /** How many weights it has, as a formula of its own. */
  long parameterCount(int inputs);

  /** (h, c) from the weights, the inputs x and (h', c'). */
  Carry step(Weights weights, Scalar[] x, Carry before);

  /** The arrays that all cells have: both matrices, both biases. */
  static Map<String, int[]> shapes(int rows, int inputs, int outputs) {
    Map<String, int[]> shapes = new LinkedHashMap<>();
    shapes.put("weight_ih", new int[] {rows, inputs});
    shapes.put("weight_hh", new int[] {rows, outputs});
    shapes.put("bias_ih", new int[] {rows, 1});
    shapes.put("bias_hh", new int[] {rows, 1});
    return shapes;
  }
}
