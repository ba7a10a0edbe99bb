package dev.eddy.accuracy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Five steps ahead, from step 10,000 on (Cui, Ahmad and Hawkins 2016, doi 10.1162/NECO_a_00893):
 * the root of the mean square error over the standard deviation of the series, and the sum of
 * absolute errors over that of the values.
 */
final class TaxiScoring implements Scoring {
  private static final int FROM = 10_000;
  private static final int AHEAD = 5;

  private final double[] values;
  private final Map<String, double[]> sums = new LinkedHashMap<>(); // squares, errors, level, count

  TaxiScoring(double[][] targets) {
    this.values = targets[0];
  }

  @Override
  public void add(String model, int target, int origin, double[] said) {
    if (origin < FROM || origin + AHEAD >= values.length) {
      return;
    }
    double error = said[AHEAD - 1] - values[origin + AHEAD];
    double[] sum = sums.computeIfAbsent(model, name -> new double[4]);
    sum[0] += error * error;
    sum[1] += Math.abs(error);
    sum[2] += Math.abs(values[origin + AHEAD]);
    sum[3]++;
  }

  @Override
  public Set<String> models() {
    return sums.keySet();
  }

  @Override
  public List<Double> figures(String model) {
    double[] sum = sums.get(model);
    return List.of(Math.sqrt(sum[0] / sum[3]) / deviation(), sum[1] / sum[2]);
  }

  private double deviation() {
    int count = values.length - AHEAD;
    double mean = 0;
    for (int n = AHEAD; n < values.length; n++) {
      mean += values[n] / count;
    }
    double squares = 0;
    for (int n = AHEAD; n < values.length; n++) {
      squares += (values[n] - mean) * (values[n] - mean) / count;
    }
    return Math.sqrt(squares);
  }

  @Override
  public List<String> names() {
    return List.of("NRMSE", "MAPE");
  }
}
