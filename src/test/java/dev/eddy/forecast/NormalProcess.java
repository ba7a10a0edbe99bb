package dev.eddy.forecast;

import dev.eddy.series.Step;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;

/**
 * y(n) = φ·y(n − 1) + e(n) with normal e of variance 1, and what can truly be said of the steps
 * ahead: normal distributions by their quantiles at 0.05, 0.5 and 0.95. φ = 0 is noise, φ = 1 a
 * random walk.
 */
final class NormalProcess {
  /** The 95 % quantile of the normal distribution. */
  static final double Z95 = 1.6448536269514722;

  private final double phi;
  private final int horizon;
  private final Draws noise;
  private long index;
  private double value;

  NormalProcess(double phi, int horizon, long seed) {
    this.phi = phi;
    this.horizon = horizon;
    this.noise = new Chance(seed, "process", 0).draws("noise");
  }

  /** The next value, for the first of its targets. */
  Step next() {
    value = phi * value + noise.gaussian();
    return step(++index, value);
  }

  static Step step(long index, double... targets) {
    return new Step(index, index * 3_600_000, targets, new double[0], new double[0][]);
  }

  /** What is to be said of the values after the present one. */
  ModelForecast forecast() {
    double[] mean = new double[horizon];
    double[] deviation = new double[horizon];
    double power = 1;
    double variance = 0;
    for (int h = 0; h < horizon; h++) {
      variance += power * power;
      power *= phi;
      mean[h] = value * power;
      deviation[h] = Math.sqrt(variance);
    }
    return normal(mean, deviation);
  }

  /** Of one target whose values are normal. */
  static ModelForecast normal(double[] mean, double[] deviation) {
    double[][] quantiles = new double[3][mean.length];
    for (int h = 0; h < mean.length; h++) {
      for (int q = 0; q < 3; q++) {
        quantiles[q][h] = mean[h] + (q - 1) * Z95 * deviation[h];
      }
    }
    return new ModelForecast("combined", new double[][] {mean}, new double[][][] {quantiles});
  }

  /** The variance of the sum of the values ahead. */
  double varianceOfSum() {
    double variance = 0;
    for (int last = 1; last <= horizon; last++) {
      double share = 0; // of the noise that comes with H − last steps to go
      for (int power = 0; power < last; power++) {
        share += Math.pow(phi, power);
      }
      variance += share * share;
    }
    return variance;
  }
}
