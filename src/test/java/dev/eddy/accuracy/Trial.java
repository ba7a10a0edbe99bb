package dev.eddy.accuracy;

import dev.eddy.forecast.Blueprint;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A made-up series as the engine forecast it, and as the yardsticks did: mean absolute errors by
 * model, over all pairs and over those completed in the first {@value #EARLY} steps.
 */
record Trial(SyntheticKind kind, int seed, Map<String, Double> errors, Map<String, Double> early) {
  static final int EARLY = 200;
  private static final int HORIZON = 12;
  private static final double[] NO_INPUTS = {};
  private static final double[][] NOTHING_KNOWN = {};

  /** What a user writes who has tuned nothing: source, targets, step and horizon. */
  static TopologySpec defaults() {
    return new TopologySpec(
        "untuned",
        new SourceSpec("in", null, null, null, null, null, null, List.of("y"), null, null),
        Optional.of(new StepSpec(Duration.ofHours(1), null, null, null)),
        null,
        null,
        new ForecastSpec(HORIZON, null, null, null),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Forecasts a series from its first value to its last. */
  static Trial of(Blueprint blueprint, SyntheticKind kind, int seed) {
    double[] values = kind.series(seed);
    PairErrors errors = new PairErrors(values, values.length);
    PairErrors early = new PairErrors(values, EARLY);
    SeriesForecaster engine = new SeriesForecaster(blueprint);
    Yardsticks yardsticks = new Yardsticks(kind.periods(), HORIZON);
    boolean begun = false;
    for (int n = 0; n < values.length; n++) {
      int origin = n;
      begun |= !Double.isNaN(values[n]);
      yardsticks.advance(values[n]);
      if (!begun || (kind.silent() && Double.isNaN(values[n]))) {
        continue; // nobody knows anything, or there is no record to forecast from
      }
      for (ModelForecast forecast : step(engine, n, values[n]).forecasts()) {
        errors.add(forecast.model(), origin, forecast.mean()[0]);
        early.add(forecast.model(), origin, forecast.mean()[0]);
      }
      yardsticks.forecast(
          (name, said) -> {
            errors.add(name, origin, said);
            early.add(name, origin, said);
          });
    }
    return new Trial(kind, seed, errors.means(), early.means());
  }

  private static StepForecast step(SeriesForecaster engine, int n, double value) {
    return engine
        .accept(
            new Observation("s", n * 3_600_000L, new double[] {value}, NO_INPUTS, NOTHING_KNOWN))
        .steps()
        .get(0);
  }

  double error(String model) {
    return errors.get(model);
  }

  /** The combination's error over that of the last value. */
  double againstLastValue() {
    return error(TopologySpec.COMBINED) / error(Yardsticks.LAST_VALUE);
  }

  /** The combination's error over that of the last value, in the first steps. */
  double earlyAgainstLastValue() {
    return early.get(TopologySpec.COMBINED) / early.get(Yardsticks.LAST_VALUE);
  }

  /** The combination's error over that of whichever yardstick is best on this series. */
  double againstTheBest() {
    double best =
        errors.keySet().stream()
            .filter(Yardsticks::isOne)
            .mapToDouble(this::error)
            .min()
            .orElseThrow();
    return error(TopologySpec.COMBINED) / best;
  }
}
