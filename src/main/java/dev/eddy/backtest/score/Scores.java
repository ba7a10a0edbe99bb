package dev.eddy.backtest.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good forecasts were.
 *
 * @param models by model, over all series, in the order in which models first spoke
 * @param byTarget by target, over all series, then by model
 * @param bySeries by series, in the order in which they first appeared, then by model
 */
public record Scores(
    Map<String, ModelScores> models,
    Map<String, Map<String, ModelScores>> byTarget,
    Map<String, Map<String, ModelScores>> bySeries) {
  /** Copies, keeping the order. */
  public Scores {
    models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
    byTarget = copy(byTarget);
    bySeries = copy(bySeries);
  }

  private static Map<String, Map<String, ModelScores>> copy(
      Map<String, Map<String, ModelScores>> scores) {
    Map<String, Map<String, ModelScores>> copy = new LinkedHashMap<>();
    scores.forEach(
        (name, one) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(one))));
    return Collections.unmodifiableMap(copy);
  }
}
