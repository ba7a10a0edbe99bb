package dev.eddy.accuracy;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Mean absolute errors of everybody's forecasts of one series, over all pairs (origin, horizon) of
 * which the value is known. Not safe for use by several threads.
 */
final class PairErrors {
  private final double[] values; // [steps], NaN where missing
  private final int end;
  private final Map<String, double[]> sums = new LinkedHashMap<>(); // by model: [sum, count]

  /**
   * Nothing said yet.
   *
   * @param values Not modified.
   * @param end pairs count that are completed before this step
   */
  PairErrors(double[] values, int end) {
    this.values = values;
    this.end = Math.min(end, values.length);
  }

  /**
   * What a model says at a step of those after it. A forecast that is no number makes the mean
   * none.
   *
   * @param said [H]. Not modified.
   */
  void add(String model, int origin, double[] said) {
    double[] sum = sums.computeIfAbsent(model, name -> new double[2]);
    for (int h = 1; h <= said.length && origin + h < end; h++) {
      if (!Double.isNaN(values[origin + h])) {
        sum[0] += Math.abs(said[h - 1] - values[origin + h]);
        sum[1]++;
      }
    }
  }

  /** By model, in the order in which models first spoke. */
  Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((model, sum) -> means.put(model, sum[0] / sum[1]));
    return means;
  }
}
