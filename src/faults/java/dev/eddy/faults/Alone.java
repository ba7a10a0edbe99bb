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
import dev.eddy.series.Rejection;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the forecaster of each series says of its records: one object a series, no Kafka, no state
 * that is kept. Not safe for use by several threads.
 */
final class Alone {
  private final Blueprint blueprint;
  private final ObservationDecoder decoder;
  private final RecordJson json;
  private final Map<String, SeriesForecaster> forecasters = new HashMap<>();

  /**
   * What comes of a record.
   *
   * @param series its name; empty if the record names none that can be read
   * @param forecasts the values of the forecast records
   * @param rejection why it is refused
   */
  record Said(String series, List<String> forecasts, Optional<Rejection> rejection) {}

  Alone(TopologySpec spec) {
    this.blueprint = new Blueprint(spec);
    this.decoder = new ObservationDecoder(spec);
    this.json = new RecordJson(spec);
  }

  /**
   * Learns a record.
   *
   * @param record its value; null if there is none. Not modified.
   */
  Said learn(byte[] record) {
    try {
      Observation observation = decoder.decode(null, record, 0);
      Outcome outcome =
          forecasters
              .computeIfAbsent(observation.series(), name -> new SeriesForecaster(blueprint))
              .accept(observation);
      return new Said(
          observation.series(), forecasts(observation.series(), outcome), outcome.rejection());
    } catch (RejectedRecord e) {
      return new Said("", List.of(), Optional.of(e.rejection()));
    }
  }

  private List<String> forecasts(String series, Outcome outcome) {
    List<String> said = new ArrayList<>();
    for (StepForecast step : outcome.steps()) {
      for (ModelForecast forecast : step.forecasts()) {
        if (forecast.model().equals(TopologySpec.COMBINED)) {
          said.add(new String(json.forecast(series, step, forecast), StandardCharsets.UTF_8));
        }
      }
    }
    return said;
  }
}
