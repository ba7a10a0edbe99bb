package dev.eddy.describe;

import dev.eddy.training.LeastSquares;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whether a series goes back to a level or wanders, by two tests of which each takes for granted
 * what the other one looks for.
 *
 * <p><b>ADF</b>, of the hypothesis that it wanders (Dickey and Fuller 1979, doi
 * 10.1080/01621459.1979.10482531; with lags by Said and Dickey 1984, doi 10.1093/biomet/71.3.599).
 * The t-statistic of ρ in
 *
 * <pre>
 *   Δy(t) = c + ρ·y(t−1) + Σ γ(i)·Δy(t−i) + ε(t),   i = 1 … ⌊(n−1)^(1/3)⌋
 * </pre>
 *
 * Below −2.8615 − 2.8903/n − 4.234/n² − 40.04/n³ the hypothesis is refused at 5 % (MacKinnon 2010,
 * Queen's Economics Department working paper 1227).
 *
 * <p><b>KPSS</b>, of the hypothesis that it goes back to a level (Kwiatkowski, Phillips, Schmidt
 * and Shin 1992, doi 10.1016/0304-4076(92)90104-Y):
 *
 * <pre>
 *   Σ S(t)² / (n²·s²),   S(t) = Σ (y(i) − ȳ) over i ≤ t,
 *   s² = γ(0) + 2 Σ (1 − j/(l+1))·γ(j) over j ≤ l = ⌊12·(n/100)^(1/4)⌋
 * </pre>
 *
 * with γ(j) the autocovariance. Above 0.463 the hypothesis is refused at 5 %.
 *
 * @param adf the first statistic
 * @param critical below which that one refuses
 * @param kpss the second
 */
record Stationarity(double adf, double critical, double kpss) {
  /** Above which KPSS refuses at 5 %. */
  static final double KPSS_CRITICAL = 0.463;

  /** Fewer values tell nothing. */
  static final int FEWEST = 50;

  private static final double RIDGE = 1e-9;
  private static final double NOTHING = 1e-10;

  /** What both tests say together. */
  enum Verdict {
    /** ADF refuses, KPSS does not. */
    LEVEL("goes back to a level"),
    /** Both refuse. */
    MOVING_LEVEL("goes back to a level that moves itself"),
    /** KPSS refuses, ADF does not. */
    WANDERS("wanders like a random walk: no forecast will beat the last value%s by much"),
    /** Neither refuses. */
    UNSURE("cannot be told apart from a random walk, nor from one that goes back to a level");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /**
     * A plain sentence without its subject.
     *
     * @param seasonal true if the series has a season, which was taken out
     */
    String words(boolean seasonal) {
      return words.replace("%s", seasonal ? ", moved by the season," : "");
    }
  }

  /**
   * Of values at equal distances.
   *
   * @param values Not modified.
   * @return empty if they are too few, or all the same
   */
  static Optional<Stationarity> of(double[] values) {
    if (values.length < FEWEST) {
      return Optional.empty();
    }
    double mean = Arrays.stream(values).average().orElse(0);
    double[] y = Arrays.stream(values).map(value -> value - mean).toArray();
    double deviation = Math.sqrt(product(y, y, 0) / y.length);
    if (!(deviation > NOTHING * Math.max(1, Math.abs(mean)))) {
      return Optional.empty();
    }
    double[] scaled = Arrays.stream(y).map(value -> value / deviation).toArray();
    double n = values.length;
    double critical = -2.86154 - 2.8903 / n - 4.234 / (n * n) - 40.04 / (n * n * n);
    return Optional.of(new Stationarity(adf(scaled), critical, kpss(scaled)));
  }

  private static double product(double[] a, double[] b, int lag) {
    double sum = 0;
    for (int t = lag; t < a.length; t++) {
      sum += a[t] * b[t - lag];
    }
    return sum;
  }

  private static double kpss(double[] y) {
    int lags = (int) Math.floor(12 * StrictMath.pow(y.length / 100.0, 0.25));
    double variance = product(y, y, 0) / y.length;
    for (int lag = 1; lag <= lags; lag++) {
      variance += 2 * (1 - lag / (lags + 1.0)) * product(y, y, lag) / y.length;
    }
    double partial = 0;
    double squares = 0;
    for (double value : y) {
      partial += value;
      squares += partial * partial;
    }
    return squares / ((double) y.length * y.length * variance);
  }

  /**
   * What is left of Δy(t) and of y(t−1) without what the others say of them gives ρ and its error
   * (Frisch and Waugh 1933, doi 10.2307/1907330).
   */
  private static double adf(double[] y) {
    int lags = (int) Math.floor(StrictMath.cbrt(y.length - 1.0));
    int samples = y.length - 1 - lags;
    int width = lags + 1;
    double[] features = new double[samples * width]; // [samples][1 and lags]
    double[] targets = new double[samples * 2]; // [samples][Δy(t), y(t−1)]
    for (int sample = 0; sample < samples; sample++) {
      int t = sample + lags + 1;
      features[sample * width] = 1;
      for (int lag = 1; lag <= lags; lag++) {
        features[sample * width + lag] = y[t - lag] - y[t - lag - 1];
      }
      targets[2 * sample] = y[t] - y[t - 1];
      targets[2 * sample + 1] = y[t - 1];
    }
    double[] weights =
        LeastSquares.ridge(RIDGE).solve(features, targets, samples).orElse(new double[2 * width]);
    double cross = 0;
    double level = 0;
    double change = 0;
    for (int sample = 0; sample < samples; sample++) {
      double ofChange = targets[2 * sample];
      double ofLevel = targets[2 * sample + 1];
      for (int i = 0; i < width; i++) {
        ofChange -= features[sample * width + i] * weights[2 * i];
        ofLevel -= features[sample * width + i] * weights[2 * i + 1];
      }
      cross += ofChange * ofLevel;
      level += ofLevel * ofLevel;
      change += ofChange * ofChange;
    }
    double rho = cross / level;
    double variance = Math.max(change - rho * cross, Double.MIN_NORMAL) / (samples - width - 1);
    return rho / Math.sqrt(variance / level);
  }

  /** What both say together. */
  Verdict verdict() {
    boolean wanders = adf >= critical;
    boolean moves = kpss > KPSS_CRITICAL;
    if (wanders) {
      return moves ? Verdict.WANDERS : Verdict.UNSURE;
    }
    return moves ? Verdict.MOVING_LEVEL : Verdict.LEVEL;
  }
}
