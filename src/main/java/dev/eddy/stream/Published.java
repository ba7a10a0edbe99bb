package dev.eddy.stream;

import dev.eddy.forecast.StepForecast;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was published of one step. Not to be modified once it is shown to readers.
 *
 * @param step the step
 * @param forecasts the records, by model
 * @param reports the last record of each entry that reported
 */
record Published(StepForecast step, Map<String, byte[]> forecasts, Map<String, byte[]> reports) {
  private static final int FEW = 4;

  Published(StepForecast step) {
    this(step, new LinkedHashMap<>(FEW), new LinkedHashMap<>(FEW));
  }
}
