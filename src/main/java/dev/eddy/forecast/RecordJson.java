package dev.eddy.forecast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.forecast.StepForecast.Learned;
import dev.eddy.model.GradientReport;
import dev.eddy.model.LearningReport;
import dev.eddy.model.Reach;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.TopologySpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Forecasts and learning reports as the records that are published, JSON in UTF-8. Numbers are
 * written so that reading them back gives the same double, on every JDK alike; what is not a number
 * is null.
 *
 * <p>Not safe for use by several threads: what writes is used again, and must be dropped if a call
 * throws. Takes some 100 ns a number.
 */
public final class RecordJson {
  private static final ObjectMapper READER = new ObjectMapper();
  private static final int FIRST_CAPACITY = 1 << 12;

  private final StepCalendar calendar;
  private final List<String> targets;
  private final List<String> levels;
  private final int horizon;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream(FIRST_CAPACITY);
  private final JsonGenerator generator;

  /** Writes the records of a topology. */
  public RecordJson(TopologySpec spec) {
    this.calendar = new StepCalendar(spec);
    this.targets = spec.source().targets();
    this.levels =
        spec.forecast().quantiles().stream()
            .map(level -> NumberOutput.toString(level, true))
            .toList();
    this.horizon = spec.forecast().horizon();
    try {
      this.generator = JsonNumbers.JSON.createGenerator(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory does not fail
    }
  }

  /** One model's forecast. */
  public byte[] forecast(String series, StepForecast step, ModelForecast forecast) {
    return write(
        json -> {
          json.writeNumberField("v", 1);
          json.writeStringField("series", series);
          InstantText.write(json, "origin", step.step().epochMillis());
          json.writeStringField("model", forecast.model());
          json.writeNumberField("steps", step.steps());
          json.writeBooleanField("warmup", step.warmup());
          writeTimes(json, step.step().index());
          json.writeObjectFieldStart("targets");
          for (int t = 0; t < targets.size(); t++) {
            writeTarget(json, t, forecast);
          }
          json.writeEndObject();
          writeAnomalies(json, step.anomalies());
          writeChampions(json, step.champions());
          writeEvents(json, step.events());
        });
  }

  private void writeTimes(JsonGenerator json, long index) throws IOException {
    if (calendar.hasWidth()) {
      json.writeArrayFieldStart("times");
      char[] text = new char[InstantText.LONGEST];
      for (int h = 1; h <= horizon; h++) {
        InstantText.write(json, calendar.startOf(index + h), text);
      }
      json.writeEndArray();
    }
  }

  private void writeTarget(JsonGenerator json, int t, ModelForecast forecast) throws IOException {
    json.writeObjectFieldStart(targets.get(t));
    JsonNumbers.write(json, "mean", forecast.mean()[t]);
    if (forecast.quantiles()[t].length > 0) {
      json.writeObjectFieldStart("quantiles");
      for (int q = 0; q < levels.size(); q++) {
        JsonNumbers.write(json, levels.get(q), forecast.quantiles()[t][q]);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeAnomalies(JsonGenerator json, List<Anomaly> anomalies) throws IOException {
    json.writeObjectFieldStart("anomaly");
    for (int t = 0; t < targets.size(); t++) {
      if (anomalies.get(t).equals(Anomaly.UNKNOWN)) {
        json.writeNullField(targets.get(t));
        continue;
      }
      json.writeObjectFieldStart(targets.get(t));
      JsonNumbers.write(json, "score", anomalies.get(t).score());
      JsonNumbers.write(json, "likelihood", anomalies.get(t).likelihood());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void writeChampions(JsonGenerator json, List<String> champions) throws IOException {
    if (!champions.isEmpty()) {
      json.writeObjectFieldStart("champion");
      for (int t = 0; t < targets.size(); t++) {
        json.writeStringField(targets.get(t), champions.get(t));
      }
      json.writeEndObject();
    }
  }

  private static void writeEvents(JsonGenerator json, List<String> events) throws IOException {
    json.writeArrayFieldStart("events");
    for (String event : events) {
      json.writeString(event);
    }
    json.writeEndArray();
  }

  /** One member's learning report. */
  public byte[] learning(String series, StepForecast step, Learned learned) {
    LearningReport report = learned.report();
    return write(
        json -> {
          json.writeNumberField("v", 1);
          json.writeStringField("series", series);
          InstantText.write(json, "time", step.step().epochMillis());
          json.writeStringField("model", learned.model());
          json.writeNumberField("member", learned.member());
          json.writeNumberField("steps", step.steps());
          json.writeNumberField("updates", report.updates());
          json.writeStringField("outcome", report.outcome().label());
          JsonNumbers.write(json, "loss", report.loss());
          writeGradient(json, report.gradient());
          JsonNumbers.write(json, "saturation", report.saturation());
          JsonNumbers.write(json, "spectralRadius", report.spectralRadius());
          writeReach(json, report.reach());
          JsonNumbers.write(json, "weight", learned.weight());
        });
  }

  /** That all members' short memory was dropped before a step. */
  public byte[] reset(String series, StepForecast step) {
    return write(
        json -> {
          json.writeNumberField("v", 1);
          json.writeStringField("series", series);
          InstantText.write(json, "time", step.step().epochMillis());
          json.writeNumberField("steps", step.steps());
          writeEvents(json, step.events());
        });
  }

  private static void writeGradient(JsonGenerator json, GradientReport gradient)
      throws IOException {
    JsonNumbers.write(json, "gradientNorm", gradient.norm());
    JsonNumbers.write(json, "appliedNorm", gradient.appliedNorm());
    json.writeBooleanField("clipped", gradient.clipped());
    json.writeObjectFieldStart("gradientNormByGroup");
    for (Map.Entry<String, Double> group : gradient.byGroup().entrySet()) {
      JsonNumbers.write(json, group.getKey(), group.getValue());
    }
    json.writeEndObject();
    JsonNumbers.write(json, "gradientNormByLag", gradient.byLag());
  }

  private static void writeReach(JsonGenerator json, Reach reach) throws IOException {
    json.writeObjectFieldStart("reach");
    JsonNumbers.write(json, "decayRate", reach.decayRate());
    JsonNumbers.write(json, "carried", reach.carried());
    JsonNumbers.write(json, "contraction", reach.contraction());
    JsonNumbers.write(json, "sufficientWindow", reach.sufficientWindow());
    if (reach.window() > 0) {
      json.writeNumberField("window", reach.window());
    } else {
      json.writeNullField("window");
    }
    JsonNumbers.write(json, "reachedLags", reach.reachedLags());
    json.writeStringField("advice", reach.advice().label());
    json.writeEndObject();
  }

  /**
   * Reads a forecast as {@link #forecast} wrote it.
   *
   * @throws IOException if it is none
   */
  public ForecastRecord readForecast(byte[] record) throws IOException {
    JsonNode json = READER.readTree(record);
    double[][] mean = new double[targets.size()][];
    double[][][] quantiles = new double[targets.size()][][];
    for (int t = 0; t < mean.length; t++) {
      JsonNode target = json.path("targets").path(targets.get(t));
      JsonNode published = target.path("quantiles");
      mean[t] = numbers(target.path("mean"));
      quantiles[t] = new double[published.isObject() ? levels.size() : 0][];
      for (int q = 0; q < quantiles[t].length; q++) {
        quantiles[t][q] = numbers(published.path(levels.get(q)));
      }
    }
    return new ForecastRecord(
        json.path("series").asText(),
        json.path("steps").asLong(),
        new ModelForecast(json.path("model").asText(), mean, quantiles));
  }

  private double[] numbers(JsonNode array) throws IOException {
    if (array.size() != horizon) {
      throw new IOException(array.size() + " values where the horizon is " + horizon);
    }
    double[] values = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      JsonNode value = array.get(h);
      if (!value.isNumber() && !value.isNull()) {
        throw new IOException(value + " where a number or null belongs");
      }
      values[h] = value.isNull() ? Double.NaN : value.doubleValue();
    }
    return values;
  }

  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  private byte[] write(Fields fields) {
    written.reset();
    try {
      generator.writeStartObject();
      fields.writeTo(generator);
      generator.writeEndObject();
      generator.flush();
      return written.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory does not fail
    }
  }
}
