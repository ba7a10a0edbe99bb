package dev.eddy.backtest.study;

import java.util.Arrays;

/**
 * How much larger one loss is than another from origin to origin, and how far its neighbours go
 * with it: all that a test of Diebold and Mariano wants to know of forecasts h steps ahead, without
 * keeping the series. Origins at which either is missing are left out. Bytes: 32·h. For one thread.
 */
final class LossDifferential {
  private final double[] products; // [h] Σ d(t)·d(t−k)
  private final double[] first; // [h − 1] the first differences
  private final double[] last; // [h − 1] the last ones, as a ring
  private double sum;
  private long count;

  /**
   * Nothing yet.
   *
   * @param horizon h: optimal forecasts of it have errors that are correlated over h − 1 origins
   */
  LossDifferential(int horizon) {
    this.products = new double[horizon];
    this.first = new double[horizon - 1];
    this.last = new double[horizon - 1];
  }

  /** Takes the next difference in; NaN is passed over. */
  void add(double difference) {
    if (Double.isNaN(difference)) {
      return;
    }
    products[0] += difference * difference;
    int known = (int) Math.min(count, last.length);
    for (int k = 1; k <= known; k++) {
      products[k] += difference * last[(int) ((count - k) % last.length)];
    }
    if (count < first.length) {
      first[(int) count] = difference;
    }
    if (last.length > 0) {
      last[(int) (count % last.length)] = difference;
    }
    sum += difference;
    count++;
  }

  /** How many differences there are. */
  long count() {
    return count;
  }

  double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }

  int horizon() {
    return products.length;
  }

  /** Covariances of differences 0 to h − 1 apart, each over all differences. */
  double[] autocovariances() {
    double mean = mean();
    double[] covariances = new double[products.length];
    double head = 0;
    double tail = 0;
    for (int k = 0; k < covariances.length && k < count; k++) {
      if (k > 0) {
        head += first[k - 1];
        tail += last[(int) ((count - k) % last.length)];
      }
      double pairs = count - k;
      covariances[k] =
          (products[k] - mean * (sum - head) - mean * (sum - tail) + pairs * mean * mean) / count;
    }
    return covariances;
  }

  /** Of a whole series of differences. */
  static LossDifferential of(double[] differences, int horizon) {
    LossDifferential all = new LossDifferential(horizon);
    Arrays.stream(differences).forEach(all::add);
    return all;
  }
}
