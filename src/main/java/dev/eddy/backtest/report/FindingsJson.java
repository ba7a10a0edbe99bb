package dev.eddy.backtest.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eddy.backtest.study.Comparisons;
import dev.eddy.backtest.study.Comparisons.Against;
import dev.eddy.backtest.study.Conditions;
import dev.eddy.backtest.study.DieboldMariano;
import dev.eddy.backtest.study.Findings;
import dev.eddy.backtest.study.PriceScores;
import dev.eddy.forecast.JsonNumbers;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a study found, as fields of scores.json. */
final class FindingsJson {
  private FindingsJson() {}

  /** Adds fields to the object that is open. */
  static void write(JsonGenerator json, Findings findings) throws IOException {
    json.writeObjectFieldStart("comparison");
    write(json, findings.comparisons());
    json.writeEndObject();
    writeConditions(json, findings.conditions());
    json.writeObjectFieldStart("recovery");
    List<Integer> taken = findings.recoveries();
    json.writeNumberField("drifts", taken.size());
    json.writeNumberField("recovered", recovered(taken).length);
    JsonNumbers.write(json, "medianSteps", median(recovered(taken)));
    json.writeEndObject();
    if (!findings.prices().isEmpty()) {
      json.writeObjectFieldStart("prices");
      for (Map.Entry<String, List<PriceScores>> one : findings.prices().entrySet()) {
        json.writeObjectFieldStart(one.getKey());
        for (int m = 0; m < findings.models().size(); m++) {
          json.writeObjectFieldStart(findings.models().get(m));
          write(json, one.getValue().get(m));
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeEndObject();
    }
  }

  /** Steps that those took that ended, in rising order. */
  static int[] recovered(List<Integer> taken) {
    return taken.stream()
        .mapToInt(Integer::intValue)
        .filter(steps -> steps >= 0)
        .sorted()
        .toArray();
  }

  /** NaN of none. */
  static double median(int[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
  }

  /** Adds the fields of a comparison to the object that is open. */
  static void write(JsonGenerator json, Comparisons comparisons) throws IOException {
    json.writeStringField("reference", comparisons.reference());
    json.writeStringField("sentence", comparisons.sentence());
    json.writeObjectFieldStart("against");
    for (Against one : comparisons.against()) {
      json.writeObjectFieldStart(one.name());
      write(json, "all", one.all());
      for (DieboldMariano test : one.byHorizon()) {
        write(json, "h" + test.horizon(), test);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeObjectFieldStart("confidenceSet");
    for (Map.Entry<String, Double> one : comparisons.confidenceSet().entrySet()) {
      JsonNumbers.write(json, one.getKey(), one.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("stretches", comparisons.stretches());
    json.writeNumberField("stretchSteps", comparisons.stretchSteps());
    json.writeObjectFieldStart("lossOverYardstick");
    for (Map.Entry<String, Map<String, Double>> model : comparisons.ratios().entrySet()) {
      json.writeObjectFieldStart(model.getKey());
      for (Map.Entry<String, Double> yardstick : model.getValue().entrySet()) {
        JsonNumbers.write(json, yardstick.getKey(), yardstick.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, DieboldMariano test)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonNumbers.write(json, "difference", test.meanDifference());
    JsonNumbers.write(json, "dieboldMariano", test.statistic());
    JsonNumbers.write(json, "p", test.pValue());
    json.writeNumberField("count", test.count());
    json.writeEndObject();
  }

  private static void writeConditions(JsonGenerator json, Conditions.Losses losses)
      throws IOException {
    json.writeObjectFieldStart("scaledErrorBy");
    writeTable(json, "hour", losses.contenders(), losses.byHour());
    writeTable(json, "weekday", losses.contenders(), losses.byDay());
    json.writeObjectFieldStart("regime");
    for (int r = 0; r < Conditions.Losses.REGIMES.size(); r++) {
      json.writeObjectFieldStart(Conditions.Losses.REGIMES.get(r));
      for (int c = 0; c < losses.contenders().size(); c++) {
        JsonNumbers.write(json, losses.contenders().get(c), losses.byRegime()[c][r]);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeTable(
      JsonGenerator json, String name, List<String> contenders, double[][] means)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (int c = 0; c < contenders.size(); c++) {
      JsonNumbers.write(json, contenders.get(c), means[c]);
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PriceScores scores) throws IOException {
    json.writeNumberField("directions", scores.moved());
    JsonNumbers.write(json, "directionalAccuracy", scores.directionalAccuracy());
    JsonNumbers.write(json, "directionalInterval", scores.directionalInterval());
    JsonNumbers.write(json, "informationCoefficient", scores.informationCoefficient());
    write(json, "strategy", scores.strategy());
    write(json, "buyAndHold", scores.holding());
    JsonNumbers.write(json, "deflatedSharpe", scores.deflatedSharpe());
    json.writeNumberField("trials", scores.trials());
    JsonNumbers.write(json, "cost", scores.cost());
    JsonNumbers.write(json, "turnover", scores.turnover());
    JsonNumbers.write(json, "exposure", scores.exposure());
    json.writeNumberField("bars", scores.bars());
  }

  private static void write(JsonGenerator json, String name, PriceScores.Earned earned)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonNumbers.write(json, "return", earned.total());
    JsonNumbers.write(json, "volatility", earned.volatility());
    JsonNumbers.write(json, "sharpe", earned.sharpe());
    JsonNumbers.write(json, "sharpeError", earned.sharpeError());
    JsonNumbers.write(json, "drawdown", earned.drawdown());
    json.writeEndObject();
  }
}
