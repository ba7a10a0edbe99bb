package dev.eddy.accuracy;

import dev.eddy.model.Forecaster;
import dev.eddy.model.SeriesFixture;
import dev.eddy.model.SeriesFixture.Shape;
import dev.eddy.model.baseline.Drift;
import dev.eddy.model.baseline.HoltWinters;
import dev.eddy.model.baseline.LastValue;
import dev.eddy.model.baseline.SeasonalLastValue;
import dev.eddy.series.Frame;
import dev.eddy.spec.ViewSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What forecasts must be measured against: the baselines, told the seasons that the engine has to
 * find out. Not safe for use by several threads.
 */
final class Yardsticks {
  static final String LAST_VALUE = "naive last value";

  private static final double[] NO_INPUTS = {};

  private final SeriesFixture series;
  private final Map<String, Forecaster> forecasters = new LinkedHashMap<>();
  private final double[][] said;

  /**
   * Nothing seen yet.
   *
   * @param periods of the seasons that there are, in steps
   */
  Yardsticks(List<Integer> periods, int horizon) {
    this.series = new SeriesFixture(new Shape(1, horizon, 0), new ViewSpec(null, null));
    Frame frame = series.frame();
    this.said = new double[1][horizon];
    forecasters.put(LAST_VALUE, new LastValue(frame));
    forecasters.put("naive drift", new Drift(frame));
    forecasters.put("naive smoothing", new HoltWinters(frame, 1));
    for (int period : periods) {
      forecasters.put("naive season " + period, new SeasonalLastValue(frame, period));
      forecasters.put("naive smoothing " + period, new HoltWinters(frame, period));
    }
  }

  static boolean isOne(String model) {
    return model.startsWith("naive ");
  }

  /** Moves on to a step; the value may be missing. */
  void advance(double value) {
    series.advance(new double[] {value}, NO_INPUTS);
    forecasters.values().forEach(forecaster -> forecaster.learn(series.frame()));
  }

  /**
   * Forecasts.
   *
   * @param reader is handed each name and its forecast [H], valid until it returns
   */
  void forecast(BiConsumer<String, double[]> reader) {
    forecasters.forEach(
        (name, forecaster) -> {
          forecaster.forecastInto(series.frame(), said);
          reader.accept(name, said[0]);
        });
  }
}
