package dev.eddy.backtest.report;

import dev.eddy.backtest.replay.StepText;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.StepForecast;
import dev.eddy.forecast.StepForecast.Anomaly;
import dev.eddy.spec.TopologySpec;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Forecasts as rows of the wide tables: {@code series,origin,model,target,h1,…,hH}, and the same
 * with a column {@code quantile} before h1. The origin is the label of the last step that the
 * forecast knew. What is not known is empty. A table of its own, {@code
 * series,time,target,score,likelihood}, holds how strange each value was, where that is known.
 *
 * <p>Immutable; safe for use by several threads.
 */
final class ForecastText {
  private final Set<String> models;
  private final List<String> targets;
  private final List<Double> levels;
  private final int horizon;

  /**
   * For a topology.
   *
   * @param models whose forecasts are written
   */
  ForecastText(TopologySpec spec, Set<String> models) {
    this.models = models;
    this.targets = spec.source().targets();
    this.levels = spec.forecast().quantiles();
    this.horizon = spec.forecast().horizon();
  }

  /** The first line of forecasts.csv. */
  String meansHeader() {
    return "series,origin,model,target," + horizons();
  }

  /** The first line of quantiles.csv. */
  String quantilesHeader() {
    return "series,origin,model,target,quantile," + horizons();
  }

  /** The first line of anomalies.csv. */
  String anomaliesHeader() {
    return "series,time,target,score,likelihood\n";
  }

  private String horizons() {
    return IntStream.rangeClosed(1, horizon)
        .mapToObj(h -> "h" + h)
        .collect(Collectors.joining(",", "", "\n"));
  }

  /** Adds the rows of a step. */
  void append(String series, StepForecast step, StepText text) {
    String origin = Instant.ofEpochMilli(step.step().epochMillis()).toString();
    for (ModelForecast forecast : step.forecasts()) {
      if (models.contains(forecast.model())) {
        for (int t = 0; t < targets.size(); t++) {
          append(series, origin, forecast, t, text);
        }
      }
    }
    appendAnomalies(series, step, text.anomalies());
  }

  /** Adds the scores of a step's values. */
  private void appendAnomalies(String series, StepForecast step, StringBuilder anomalies) {
    String time = Instant.ofEpochMilli(step.step().epochMillis()).toString();
    for (int t = 0; t < targets.size(); t++) {
      Anomaly anomaly = step.anomalies().get(t);
      if (!anomaly.equals(Anomaly.UNKNOWN)) {
        CsvText.append(anomalies, series);
        anomalies.append(',').append(time).append(',');
        CsvText.append(anomalies, targets.get(t));
        anomalies.append(',');
        CsvText.append(anomalies, anomaly.score());
        anomalies.append(',');
        CsvText.append(anomalies, anomaly.likelihood());
        anomalies.append('\n');
      }
    }
  }

  private void append(String series, String origin, ModelForecast forecast, int t, StepText text) {
    StringBuilder means = text.means();
    StringBuilder quantiles = text.quantiles();
    int start = means.length();
    CsvText.append(means, series);
    means.append(',').append(origin).append(',');
    CsvText.append(means, forecast.model());
    means.append(',');
    CsvText.append(means, targets.get(t));
    String place = means.substring(start);
    append(means, forecast.mean()[t]);
    for (int q = 0; q < forecast.quantiles()[t].length; q++) {
      quantiles.append(place).append(',');
      CsvText.append(quantiles, levels.get(q));
      append(quantiles, forecast.quantiles()[t][q]);
    }
  }

  private static void append(StringBuilder text, double[] values) {
    for (double value : values) {
      text.append(',');
      CsvText.append(text, value);
    }
    text.append('\n');
  }
}
