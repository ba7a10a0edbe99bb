package dev.eddy.backtest;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import java.util.Optional;
import java.util.Set;

/** One series' replay: learned, forecast and scored row by row. For one thread at a time. */
final class SeriesReplay {
  private final String series;
  private final SeriesForecaster forecaster;
  private final SeriesScorer scorer;
  private final Set<String> models;
  private final Optional<ForecastText> text;
  private long drifts;

  /**
   * Of a series.
   *
   * @param forecaster with what it remembers. Modified.
   * @param models whose forecasts are scored
   * @param text writes forecasts; empty: they are not written
   */
  SeriesReplay(
      String series,
      SeriesForecaster forecaster,
      SeriesScorer scorer,
      Set<String> models,
      Optional<ForecastText> text) {
    this.series = series;
    this.forecaster = forecaster;
    this.scorer = scorer;
    this.models = models;
    this.text = text;
  }

  /**
   * Takes a row in.
   *
   * @param row of this series. Modified: what came of it is noted.
   */
  void accept(ReplayRow row) {
    Outcome outcome = forecaster.accept(row.observation().orElseThrow());
    outcome.rejection().ifPresent(row::reject);
    row.judge(outcome.verdict());
    StringBuilder means = new StringBuilder();
    StringBuilder quantiles = new StringBuilder();
    StringBuilder anomalies = new StringBuilder();
    for (StepForecast step : outcome.steps()) {
      drifts += step.events().contains("drift") ? 1 : 0;
      scorer.actual(step.step().index(), step.step().targets());
      for (ModelForecast forecast : step.forecasts()) {
        if (models.contains(forecast.model())) {
          scorer.forecast(step.step().index(), forecast);
        }
      }
      text.ifPresent(writer -> writer.append(series, step, means, quantiles));
      text.ifPresent(writer -> writer.appendAnomalies(series, step, anomalies));
    }
    row.forecast(
        outcome.steps().size(), means.toString(), quantiles.toString(), anomalies.toString());
  }

  /** Steps so far at which a drift showed. */
  long drifts() {
    return drifts;
  }
}
