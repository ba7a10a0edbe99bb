package dev.eddy.faults;

import dev.eddy.forecast.Blueprint;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.RecordJson;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one series' forecaster says of its records, with nothing else in the world: no Kafka, no
 * state that is kept, no other series. Not safe for use by several threads.
 */
final class Alone {
  private final ObservationDecoder decoder;
  private final RecordJson json;
  private final SeriesForecaster forecaster;

  Alone(Blueprint blueprint) {
    TopologySpec spec = blueprint.spec();
    this.decoder = new ObservationDecoder(spec);
    this.json = new RecordJson(spec);
    this.forecaster = new SeriesForecaster(blueprint);
  }

  /** The forecast records that come of a record; none if it is refused. */
  List<String> forecastsOf(byte[] record) {
    List<String> said = new ArrayList<>();
    try {
      Observation observation = decoder.decode(null, record, 0);
      Outcome outcome = forecaster.accept(observation);
      for (StepForecast step : outcome.steps()) {
        for (ModelForecast forecast : step.forecasts()) {
          if (forecast.model().equals(TopologySpec.COMBINED)) {
            byte[] bytes = json.forecast(observation.series(), step, forecast);
            said.add(new String(bytes, StandardCharsets.UTF_8));
          }
        }
      }
    } catch (RejectedRecord e) {
      return List.of();
    }
    return said;
  }
}
