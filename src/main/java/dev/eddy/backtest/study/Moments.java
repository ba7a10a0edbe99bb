package dev.eddy.backtest.study;

/**
 * Mean, deviation, skewness and kurtosis of a sample, as it goes along (Pébay 2008, Sandia report
 * SAND2008-6212). For one thread.
 */
final class Moments {
  private long count;
  private double mean;
  private double second;
  private double third;
  private double fourth;

  void add(double value) {
    long before = count;
    count++;
    double delta = value - mean;
    double part = delta / count;
    double term = delta * part * before;
    mean += part;
    fourth +=
        term * part * part * ((double) count * count - 3 * count + 3)
            + 6 * part * part * second
            - 4 * part * third;
    third += term * part * (count - 2) - 3 * part * second;
    second += term;
  }

  long count() {
    return count;
  }

  double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Of the sample, by count − 1. */
  double deviation() {
    return Math.sqrt(second / (count - 1));
  }

  double skewness() {
    return Math.sqrt((double) count) * third / Math.pow(second, 1.5);
  }

  /** 3 for a normal distribution. */
  double kurtosis() {
    return count * fourth / (second * second);
  }
}
