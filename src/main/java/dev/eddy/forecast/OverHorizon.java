package dev.eddy.forecast;

import java.util.function.ToDoubleFunction;

/** What may be asked of all steps of a forecast together; any other function will do as well. */
public enum OverHorizon implements ToDoubleFunction<double[]> {
  /** All values added up. */
  SUM {
    @Override
    public double applyAsDouble(double[] path) {
      double sum = 0;
      for (double value : path) {
        sum += value;
      }
      return sum;
    }
  },
  /** The greatest value. */
  MAXIMUM {
    @Override
    public double applyAsDouble(double[] path) {
      double greatest = Double.NEGATIVE_INFINITY;
      for (double value : path) {
        greatest = Math.max(greatest, value);
      }
      return greatest;
    }
  },
  /** The least value. */
  MINIMUM {
    @Override
    public double applyAsDouble(double[] path) {
      double least = Double.POSITIVE_INFINITY;
      for (double value : path) {
        least = Math.min(least, value);
      }
      return least;
    }
  };

  /**
   * Of one path.
   *
   * @param path [H]. Not modified.
   * @return NaN if a value is
   */
  @Override
  public abstract double applyAsDouble(double[] path);
}
