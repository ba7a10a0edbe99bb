package dev.eddy.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * The yardstick for intervals: quantiles of all errors so far, interpolated between them. Each
 * error costs a binary search and a copy.
 */
public final class EmpiricalQuantiles {
  private final double[] levels;
  private double[] errors = new double[1_024]; // rising
  private int known;

  /** Of no errors yet. */
  public EmpiricalQuantiles(List<Double> levels) {
    this.levels = levels.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Takes in a value less its forecast. */
  public void learn(double error) {
    if (known == errors.length) {
      errors = Arrays.copyOf(errors, 2 * known);
    }
    int found = Arrays.binarySearch(errors, 0, known, error);
    int at = found < 0 ? -found - 1 : found;
    System.arraycopy(errors, at, errors, at + 1, known - at);
    errors[at] = error;
    known++;
  }

  /** Quantiles about a mean; the mean itself before any error. */
  public double[] about(double mean) {
    double[] quantiles = new double[levels.length];
    Arrays.setAll(quantiles, q -> mean + (known == 0 ? 0 : quantile(levels[q])));
    return quantiles;
  }

  private double quantile(double level) {
    double place = level * (known - 1);
    int below = (int) place;
    int above = Math.min(below + 1, known - 1);
    return errors[below] + (place - below) * (errors[above] - errors[below]);
  }
}
