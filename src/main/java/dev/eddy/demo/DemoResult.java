package dev.eddy.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.backtest.report.ResultJson;
import dev.eddy.backtest.score.Scores;
import dev.eddy.forecast.JsonNumbers;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * How a demonstration of one topology went.
 *
 * @param topology its name
 * @param records records replayed
 * @param rejected of these, how many were refused
 * @param forecasts forecasts read back from the topic
 * @param series how many series there were
 * @param seconds from the first record sent to the last forecast read
 * @param scores of the forecasts that were read back
 */
public record DemoResult(
    String topology,
    long records,
    long rejected,
    long forecasts,
    int series,
    double seconds,
    Scores scores) {
  /** One line of JSON, with its end. */
  public String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonNumbers.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("topology", topology);
      json.writeNumberField("records", records);
      json.writeNumberField("rejected", rejected);
      json.writeNumberField("forecasts", forecasts);
      json.writeNumberField("series", series);
      json.writeNumberField("seconds", seconds);
      ResultJson.writeModels(json, scores.models());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory does not fail
    }
    return text.append('\n').toString();
  }
}
