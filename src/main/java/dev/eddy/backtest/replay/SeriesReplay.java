package dev.eddy.backtest.replay;

import dev.eddy.backtest.score.SeriesScorer;
import dev.eddy.backtest.study.SeriesStudy;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import java.util.Set;

/** One series' replay: learned, forecast and scored row by row. For one thread at a time. */
final class SeriesReplay {
  private final String series;
  private final SeriesForecaster forecaster;
  private final Rivals rivals;
  private final SeriesScorer scorer;
  private final SeriesStudy study;
  private final Set<String> models;
  private final Output output;
  private long drifts;

  /**
   * Of a series.
   *
   * @param forecaster with what it remembers. Modified.
   * @param rivals who else hears the same
   * @param models whose forecasts are scored
   * @param output puts what is forecast into words
   */
  SeriesReplay(
      String series,
      SeriesForecaster forecaster,
      Rivals rivals,
      SeriesScorer scorer,
      SeriesStudy study,
      Set<String> models,
      Output output) {
    this.series = series;
    this.forecaster = forecaster;
    this.rivals = rivals;
    this.scorer = scorer;
    this.study = study;
    this.models = models;
    this.output = output;
  }

  /**
   * Takes a row in.
   *
   * @param row of this series. Modified: what came of it is noted.
   */
  void accept(ReplayRow row) {
    Observation observation = row.observation().orElseThrow();
    rivals.prepare(forecaster, observation);
    Outcome outcome = forecaster.accept(observation);
    outcome.rejection().ifPresent(row::reject);
    row.judge(outcome.verdict());
    StepText text = new StepText();
    for (StepForecast step : rivals.join(observation, outcome.steps())) {
      drifts += step.events().contains("drift") ? 1 : 0;
      scorer.actual(step.step().index(), step.step().targets());
      for (ModelForecast forecast : step.forecasts()) {
        if (rivals.count() && models.contains(forecast.model())) {
          scorer.forecast(step.step().index(), forecast);
        }
      }
      study.step(step, rivals.count());
      output.append(series, step, text);
    }
    row.forecast(outcome.steps().size(), text);
  }

  /** What it has learned. Not to be modified. */
  SeriesForecaster forecaster() {
    return forecaster;
  }

  /** Steps so far at which a drift showed. */
  long drifts() {
    return drifts;
  }
}
