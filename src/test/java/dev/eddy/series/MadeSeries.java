package dev.eddy.series;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Series of known making: what they are made of, with Gaussian noise of standard deviation 1. */
final class MadeSeries {
  private final Random random;
  private final double[] values;

  private MadeSeries(long seed, int count) {
    this.random = new Random(seed);
    this.values = new double[count];
  }

  /** Zeros. */
  static MadeSeries of(long seed, int count) {
    return new MadeSeries(seed, count);
  }

  MadeSeries plus(IntToDoubleFunction values) {
    Arrays.setAll(this.values, i -> this.values[i] + values.applyAsDouble(i));
    return this;
  }

  MadeSeries plusNoise(double deviation) {
    return plus(i -> deviation * random.nextGaussian());
  }

  MadeSeries plusSine(double amplitude, double length) {
    return plus(i -> amplitude * Math.sin(2 * Math.PI * i / length));
  }

  /** Each value is that share of the one before and a new part; 1 makes a random walk. */
  MadeSeries plusAutoregression(double share) {
    double value = 0;
    for (int i = 0; i < values.length; i++) {
      value = share * value + random.nextGaussian();
      values[i] += value;
    }
    return this;
  }

  /** Counts of which the values so far are the means. */
  MadeSeries counted() {
    Arrays.setAll(values, i -> poisson(values[i]));
    return this;
  }

  private int poisson(double mean) {
    double product = random.nextDouble();
    int count = 0;
    for (double least = Math.exp(-mean); product > least; count++) {
      product *= random.nextDouble();
    }
    return count;
  }

  /** As a factor, the logarithm of which is Gaussian. */
  MadeSeries timesNoise(double deviation) {
    Arrays.setAll(values, i -> values[i] * Math.exp(deviation * random.nextGaussian()));
    return this;
  }

  MadeSeries missing(double share) {
    Arrays.setAll(values, i -> random.nextDouble() < share ? Double.NaN : values[i]);
    return this;
  }

  MadeSeries withOutliers(double share, double size) {
    Arrays.setAll(values, i -> random.nextDouble() < share ? size : values[i]);
    return this;
  }

  double[] values() {
    return values;
  }
}
