package dev.eddy.backtest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestResult;
import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.score.ModelScores.QuantileScores;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.JsonNumbers;
import dev.eddy.kernel.Kernels;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.WarmStarts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Results as JSON; numbers as on every JDK, what is not a number is null. */
public final class ResultJson {
  private ResultJson() {}

  /** Writes fields into an object that is open. */
  public interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** An object as text. */
  public static String write(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JsonNumbers.JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory does not fail
    }
    return text.append('\n').toString();
  }

  /** The scores and what they are of, in one line: the same for the same file and topology. */
  public static String scores(String topology, BacktestResult result) {
    return write(
        json -> {
          json.writeNumberField("v", 1);
          json.writeStringField("topology", topology);
          json.writeBooleanField("complete", result.complete());
          json.writeNumberField("rows", result.rows());
          json.writeNumberField("rejected", result.rejected().total());
          json.writeNumberField("duplicates", result.duplicates());
          json.writeNumberField("revisions", result.revisions());
          json.writeNumberField("series", result.series());
          json.writeNumberField("steps", result.steps());
          json.writeNumberField("drifts", result.allDrifts());
          json.writeNumberField("warmup", Scorer.WARMUP);
          writeModels(json, result.scores().models());
          FindingsJson.write(json, result.findings());
          json.writeObjectFieldStart("byTarget");
          for (Map.Entry<String, Map<String, ModelScores>> one :
              result.scores().byTarget().entrySet()) {
            json.writeObjectFieldStart(one.getKey());
            writeModels(json, one.getValue());
            json.writeEndObject();
          }
          json.writeEndObject();
          if (result.paths().isPresent()) {
            PathText.writeScores(json, result.paths().get());
          }
          json.writeObjectFieldStart("bySeries");
          for (Map.Entry<String, Map<String, ModelScores>> one :
              result.scores().bySeries().entrySet()) {
            json.writeObjectFieldStart(one.getKey());
            json.writeNumberField("drifts", result.drifts().getOrDefault(one.getKey(), 0L));
            writeModels(json, one.getValue());
            json.writeObjectFieldStart("comparison");
            FindingsJson.write(json, result.findings().bySeries().get(one.getKey()));
            json.writeEndObject();
            json.writeEndObject();
          }
          json.writeEndObject();
        });
  }

  /**
   * Adds a field {@code models} with the scores of each.
   *
   * @param json within an object
   */
  public static void writeModels(JsonGenerator json, Map<String, ModelScores> models)
      throws IOException {
    json.writeObjectFieldStart("models");
    for (Map.Entry<String, ModelScores> model : models.entrySet()) {
      json.writeObjectFieldStart(model.getKey());
      write(json, model.getValue());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ModelScores scores) throws IOException {
    json.writeNumberField("pairs", scores.pairs());
    JsonNumbers.write(json, "mae", scores.mae());
    JsonNumbers.write(json, "rmse", scores.rmse());
    JsonNumbers.write(json, "bias", scores.bias());
    json.writeObjectFieldStart("skill");
    JsonNumbers.write(json, "mean", scores.skill());
    JsonNumbers.write(json, "byHorizon", array(scores.skillByHorizon()));
    json.writeEndObject();
    JsonNumbers.write(json, "maeByHorizon", array(scores.maeByHorizon()));
    JsonNumbers.write(json, "nrmse", scores.relative().nrmse());
    JsonNumbers.write(json, "mape", scores.relative().mape());
    JsonNumbers.write(json, "smape", scores.relative().smape());
    JsonNumbers.write(json, "mase", scores.relative().mase());
    if (scores.quantiles().isPresent()) {
      QuantileScores quantiles = scores.quantiles().get();
      json.writeObjectFieldStart("quantiles");
      JsonNumbers.write(json, "levels", array(quantiles.levels()));
      JsonNumbers.write(json, "pinball", array(quantiles.pinball()));
      JsonNumbers.write(json, "coverage", array(quantiles.coverage()));
      JsonNumbers.write(json, "crps", quantiles.crps());
      json.writeObjectFieldStart("interval");
      JsonNumbers.write(json, "nominal", quantiles.nominal());
      JsonNumbers.write(json, "coverage", quantiles.interval());
      JsonNumbers.write(json, "coverageByHorizon", array(quantiles.intervalByHorizon()));
      JsonNumbers.write(json, "winkler", quantiles.winkler());
      JsonNumbers.write(json, "winklerByHorizon", array(quantiles.winklerByHorizon()));
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  /** How the results came about: enough to make them again, without secrets. */
  static String run(BacktestRequest request, String command, BacktestResult result) {
    TopologySpec spec = request.spec();
    return write(
        json -> {
          json.writeNumberField("v", 1);
          json.writeStringField("command", command);
          json.writeStringField("version", version());
          json.writeStringField(
              "java", System.getProperty("java.vm.name") + " " + Runtime.version());
          json.writeStringField("kernel", Kernels.active().description());
          json.writeStringField("input", request.input().name());
          json.writeStringField("inputSha256", result.inputSha256());
          json.writeArrayFieldStart("warmStart");
          for (WarmStarts.Named file : request.warmStarts().files()) {
            json.writeStartObject();
            json.writeStringField("file", file.file().toString());
            json.writeStringField("series", file.series());
            json.writeStringField("sha256", file.sha256());
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeNumberField("rows", result.rows());
          json.writeNumberField("threads", request.threads());
          json.writeNumberField("paths", request.options().paths());
          JsonNumbers.write(json, "prices", request.options().cost().orElse(Double.NaN));
          json.writeNumberField("seed", spec.seed());
          json.writeNumberField("seconds", result.seconds());
          json.writeStringField("topology", TopologyText.withoutKafka(spec));
        });
  }

  private static String version() {
    String version = ResultJson.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
