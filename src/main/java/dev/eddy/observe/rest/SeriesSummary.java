package dev.eddy.observe.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.eddy.forecast.JsonNumbers;
import java.io.IOException;
import java.time.Instant;

/**
 * A series in a few words.
 *
 * @param series its name
 * @param origin the last step known
 * @param steps how many there were, skipped ones included
 * @param warmup true while the last value alone speaks for the combination
 * @param skill the combination's mean absolute error over that of the last value, at all horizons,
 *     where what was n steps ago counts 255/256 to the n; the mean over targets; NaN where unknown
 */
public record SeriesSummary(
    String series, Instant origin, long steps, boolean warmup, double skill) {
  void writeFields(JsonGenerator json) throws IOException {
    json.writeStringField("series", series);
    json.writeStringField("origin", origin.toString());
    json.writeNumberField("steps", steps);
    json.writeBooleanField("warmup", warmup);
    JsonNumbers.write(json, "skill", skill);
  }

  /** Reads what {@link #writeFields} wrote. */
  static SeriesSummary read(JsonNode json) {
    return new SeriesSummary(
        json.path("series").asText(),
        Instant.parse(json.path("origin").asText()),
        json.path("steps").asLong(),
        json.path("warmup").asBoolean(),
        json.path("skill").asDouble(Double.NaN));
  }
}
