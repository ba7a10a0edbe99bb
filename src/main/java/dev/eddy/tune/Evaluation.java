package dev.eddy.tune;

import dev.eddy.backtest.score.ModelScores;
import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.score.SeriesScorer;
import dev.eddy.forecast.Blueprint;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import java.util.concurrent.CancellationException;

/**
 * Scores candidates as a backtest would, each with a forecaster of its own that begins with
 * nothing. Safe for use by several threads.
 */
final class Evaluation {
  private final TuningRows rows;
  private final String scored;
  private volatile boolean stopped;

  /**
   * On these rows.
   *
   * @param scored whose forecasts count
   */
  Evaluation(TuningRows rows, String scored) {
    this.rows = rows;
    this.scored = scored;
  }

  /**
   * The skill of a candidate: its mean absolute error over that of the best naive forecast, below 1
   * is better. NaN if no pair could be compared.
   *
   * @param share of the steps after the warm-up that it sees
   * @throws CancellationException if it was stopped
   */
  double skill(Candidate candidate, double share) {
    Scorer scorer = Scorer.following(candidate.spec());
    Blueprint blueprint = new Blueprint(candidate.spec());
    for (TuningRows.Series series : rows.series()) {
      replay(series, share, new SeriesForecaster(blueprint), scorer.series(series.name()));
    }
    ModelScores scores = scorer.scores().models().get(scored);
    return scores == null ? Double.NaN : scores.skill();
  }

  private void replay(
      TuningRows.Series series, double share, SeriesForecaster forecaster, SeriesScorer scorer) {
    for (Observation observation : series.first(share)) {
      if (stopped) {
        throw new CancellationException();
      }
      for (StepForecast step : forecaster.accept(observation).steps()) {
        long index = step.step().index();
        scorer.actual(index, step.step().targets());
        for (ModelForecast forecast : step.forecasts()) {
          if (forecast.model().equals(scored)) {
            scorer.forecast(index, forecast);
          }
        }
      }
    }
  }

  /** Makes all that goes on end at once. */
  void stop() {
    stopped = true;
  }
}
