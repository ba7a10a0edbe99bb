package dev.eddy.state;

import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.series.Observation;
import dev.eddy.spec.SourceSpec;
import java.util.Arrays;
import java.util.List;

/**
 * A forecaster and the generation that it was made for. Not safe for use by several threads.
 *
 * @param generation what was asked for
 * @param forecaster what has learned
 */
record Contender(Generation generation, SeriesForecaster forecaster) {
  /** One that knows nothing. */
  static Contender fresh(Generation generation) {
    return new Contender(generation, new SeriesForecaster(generation.blueprint()));
  }

  /** The same memory under a generation whose states have the same shape; this one is used up. */
  Contender under(Generation other) {
    Contender next = fresh(other);
    next.forecaster.goOnFrom(forecaster);
    return next;
  }

  /**
   * What a record of another generation says to this one: inputs are told by their names, and one
   * that is not there any more is missing.
   */
  Observation heard(Observation observation, Generation of) {
    if (of == generation) {
      return observation; // nearly always
    }
    SourceSpec source = generation.spec().source();
    SourceSpec others = of.spec().source();
    if (source.inputs().equals(others.inputs()) && source.known().equals(others.known())) {
      return observation;
    }
    double[] inputs = new double[source.inputs().size()];
    for (int i = 0; i < inputs.length; i++) {
      int at = others.inputs().indexOf(source.inputs().get(i));
      inputs[i] = at < 0 ? Double.NaN : observation.inputs()[at];
    }
    return new Observation(
        observation.series(),
        observation.epochMillis(),
        observation.targets(),
        inputs,
        known(observation, source.known(), others.known()));
  }

  private double[][] known(Observation observation, List<String> names, List<String> others) {
    double[][] known = new double[names.size()][generation.spec().forecast().horizon() + 1];
    for (int k = 0; k < known.length; k++) {
      int at = others.indexOf(names.get(k));
      if (at < 0) {
        Arrays.fill(known[k], Double.NaN);
      } else {
        known[k] = observation.known()[at];
      }
    }
    return known;
  }
}
