package dev.eddy.model.recurrent.reference;

import dev.eddy.training.Draws;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named arrays of weights, [rows][columns] each, made and checked. */
final class ReferenceParameters {
  private ReferenceParameters() {}

  /** All 0. */
  static Map<String, double[][]> zeros(Map<String, int[]> shapes) {
    Map<String, double[][]> parameters = new LinkedHashMap<>();
    shapes.forEach((name, shape) -> parameters.put(name, new double[shape[0]][shape[1]]));
    return parameters;
  }

  /** Normal with deviation {@code scale}, rounded to floats, so that both precisions agree. */
  static void fill(Map<String, double[][]> parameters, Draws draws, double scale) {
    for (double[][] rows : parameters.values()) {
      for (double[] row : rows) {
        for (int c = 0; c < row.length; c++) {
          row[c] = (float) (scale * draws.gaussian());
        }
      }
    }
  }

  /**
   * Copies given arrays over those of the same names, all of them.
   *
   * @param to Modified.
   * @param from Not modified.
   * @throws IllegalArgumentException for a name or a shape that differs
   */
  static void copy(String place, Map<String, double[][]> from, Map<String, double[][]> to) {
    if (!from.keySet().equals(to.keySet())) {
      throw new IllegalArgumentException(
          place + ": arrays " + from.keySet() + ": must be " + to.keySet());
    }
    to.forEach((name, rows) -> copy(place + " " + name, from.get(name), rows));
  }

  private static void copy(String place, double[][] from, double[][] to) {
    check(place + " rows", from.length, to.length);
    for (int r = 0; r < to.length; r++) {
      check(place + " columns", from[r].length, to[r].length);
      System.arraycopy(from[r], 0, to[r], 0, to[r].length);
    }
  }

  /**
   * Fails where two sizes differ.
   *
   * @throws IllegalArgumentException with place, value and rule
   */
  static void check(String place, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(place + " " + found + ": must be " + expected);
    }
  }

  /** How many numbers the arrays hold. */
  static long count(Map<String, double[][]> parameters) {
    return parameters.values().stream().flatMap(Arrays::stream).mapToLong(row -> row.length).sum();
  }
}
