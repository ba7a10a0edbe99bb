package dev.eddy.forecast;

import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.util.List;

/** A series' forecaster that is handed hourly values. */
final class Following {
  private static final double[] NONE = {};

  final TopologySpec spec;
  SeriesForecaster forecaster;

  Following(TopologySpec spec) {
    this.spec = spec;
    this.forecaster = new SeriesForecaster(spec);
  }

  StepForecast at(long hour, double... targets) {
    return at(hour, targets, NONE, new double[0][]);
  }

  StepForecast at(long hour, double[] targets, double[] inputs, double[][] known) {
    List<StepForecast> steps =
        forecaster.accept(new Observation("s", hour * 3_600_000, targets, inputs, known)).steps();
    if (steps.size() != 1) {
      throw new AssertionError(steps.size() + " steps");
    }
    return steps.get(0);
  }

  /** The forecast of a model. */
  static ModelForecast of(StepForecast step, String model) {
    return step.forecasts().stream()
        .filter(forecast -> forecast.model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  static double[] combined(StepForecast step, int target) {
    return step.forecasts().get(0).mean()[target];
  }

  /** How what a model said turned out, by horizon. */
  static double[] errors(StepForecast step, String model, int target) {
    return step.settled().stream()
        .filter(settled -> settled.model().equals(model) && settled.target() == target)
        .findFirst()
        .orElseThrow()
        .absoluteError();
  }
}
