package dev.eddy.forecast;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.forecast.StepForecast.Anomaly;

/**
 * How strange the latest values of one target are, by the absolute errors e of the forecasts one
 * step ahead:
 *
 * <pre>
 *   p = (#{eᵢ ≥ e} + 1) / (k + 1)     among the last k errors eᵢ
 *   score = 1 − p
 *   s = s + (−ln p − s)/3
 *   likelihood = 1 − exp(−5·s)·(1 + 5·s + … + (5·s)⁴/4!)
 * </pre>
 *
 * <p>p is the conformal p-value of the error (Vovk, Gammerman and Shafer 2005, doi
 * 10.1007/b106715): were errors exchangeable, the score would exceed 1 − a in at most a of all
 * cases, in just so many where no two errors are equal. Then −ln p is exponential with mean 1, and
 * s, in which weights fall by 2/3, has the mean 1 and the variance 1/5 of an Erlang distribution of
 * shape 5, whose distribution function the likelihood is: Fisher's way of combining p-values
 * (Fisher 1932), over a window that fades. Both are near uniform while nothing happens, and 0 where
 * every forecast is right.
 *
 * <p>Not safe for use by several threads. 4·{@value #MEMORY} + 16 bytes; {@value #MEMORY}
 * comparisons, a logarithm and an exponential a value.
 */
final class AnomalyScore implements Archived {
  /** Errors that another is compared with. */
  static final int MEMORY = 512;

  /** Errors before the first score. */
  static final int WARMUP = 30;

  private static final double RATE = 1.0 / 3;
  private static final int SHAPE = 5; // (2 − RATE)/RATE

  private final float[] errors = new float[MEMORY]; // the n-th at n mod MEMORY
  private long count;
  private double surprise = 1; // s

  /**
   * Takes in how far the forecast of a value was off.
   *
   * @param error not negative; NaN where there was no value or no forecast, which changes nothing
   * @return {@link Anomaly#UNKNOWN} for NaN, and while too little is known
   */
  Anomaly take(double error) {
    if (Double.isNaN(error)) {
      return Anomaly.UNKNOWN;
    }
    float e = (float) error;
    int known = (int) Math.min(count, MEMORY);
    int smaller = 0;
    for (int i = 0; i < known; i++) {
      smaller += errors[i] < e ? 1 : 0;
    }
    errors[(int) (count++ % MEMORY)] = e;
    if (known < WARMUP) {
      return Anomaly.UNKNOWN;
    }
    double score = smaller / (known + 1.0);
    double p = (known + 1.0 - smaller) / (known + 1.0);
    surprise += RATE * (-StrictMath.log(p) - surprise);
    return new Anomaly(score, erlang(SHAPE * surprise));
  }

  /** The distribution function of the sum of {@value #SHAPE} exponentials of mean 1. */
  private static double erlang(double x) {
    double term = 1;
    double sum = 1;
    for (int i = 1; i < SHAPE; i++) {
      term *= x / i;
      sum += term;
    }
    return Math.max(0, 1 - StrictMath.exp(-x) * sum);
  }

  @Override
  public void archive(Archive archive) {
    archive.array(errors);
    count = archive.number(count);
    surprise = archive.number(surprise);
  }
}
