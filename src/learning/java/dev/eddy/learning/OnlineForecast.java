package dev.eddy.learning;

import dev.eddy.kernel.Kernels;
import dev.eddy.model.recurrent.NetworkShape;
import dev.eddy.model.recurrent.TruncatedBackpropagation;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.training.Chance;
import java.util.Arrays;

/**
 * A series that is read once, step by step, as in the stream: learned from, then forecast. Errors
 * are roots of mean squares over the series' deviation: who always says the mean has 1.
 */
final class OnlineForecast {
  private final double[] series; // of mean 0 and deviation 1
  private final int horizon;
  private final TruncatedBackpropagation network;
  private final float[][] forecasts; // [steps][horizon]
  private int steps; // read so far

  /**
   * A network that has read nothing.
   *
   * @param values of the series. Not modified.
   */
  OnlineForecast(RecurrentSpec spec, int horizon, double[] values) {
    this.horizon = horizon;
    series = standardised(values);
    forecasts = new float[series.length][horizon];
    network =
        TruncatedBackpropagation.start(
            spec,
            new NetworkShape(1, spec.layers(), horizon, 1, /* direct= */ false),
            horizon,
            new Chance(1, "waves", 0),
            Kernels.active());
  }

  private static double[] standardised(double[] values) {
    double mean = Arrays.stream(values).sum() / values.length;
    double square = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / values.length;
    return Arrays.stream(values).map(x -> (x - mean) / Math.sqrt(square)).toArray();
  }

  /** Reads on to a step, learning. */
  void readTo(int last) {
    float[] completed = new float[horizon];
    for (; steps <= last; steps++) {
      for (int h = 1; h <= horizon; h++) {
        completed[h - 1] = h <= steps ? (float) series[steps] : Float.NaN;
      }
      network.step(steps, new float[] {(float) series[steps]}, completed);
      network.forecastInto(forecasts[steps]);
    }
  }

  /** The error of the forecasts that so many steps before each of the last {@code count} gave. */
  double error(int ahead, int count) {
    double squares = 0;
    for (int n = steps - count; n < steps; n++) {
      double error = forecasts[n - ahead][ahead - 1] - series[n];
      squares += error * error / count;
    }
    return Math.sqrt(squares);
  }

  /** The error of {@code count} steps from here on, in which it reads its own forecasts. */
  double errorOfItsOwn(int count) {
    float[] missing = new float[horizon];
    Arrays.fill(missing, Float.NaN);
    float[] forecast = forecasts[steps - 1].clone();
    double squares = 0;
    for (int n = steps; n < steps + count; n++) {
      double error = forecast[0] - series[n];
      squares += error * error / count;
      network.step(n, new float[] {forecast[0]}, missing);
      network.forecastInto(forecast);
    }
    return Math.sqrt(squares);
  }
}
