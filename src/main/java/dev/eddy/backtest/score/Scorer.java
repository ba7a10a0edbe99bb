package dev.eddy.backtest.score;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Scores forecasts against what came, wherever both are from, by yardsticks of its own: the last
 * value, and the values one day and one week ago, as far as a series has at least two of those
 * periods.
 *
 * <p>Steps of a series are counted from its first; a step without record is one. A pair (origin,
 * horizon) counts if {@link #WARMUP} steps and the longest yardstick's period lie before the
 * origin, and the value, the forecast and what each yardstick says are there. Skill is the model's
 * absolute error over that of the best yardstick on the same pairs, chosen for each series, target
 * and horizon.
 *
 * <p>Memory: 8 bytes a target and step, the forecasts of which not all values are known, and some
 * 100 bytes for each series, model, target and horizon. For one thread, but for what {@link
 * #series} says.
 */
public final class Scorer {
  /** Steps at the start of a series from which no forecast counts. */
  public static final int WARMUP = 1_000;

  private final Yardsticks yardsticks;
  private final int targets;
  private final int horizon;
  private final List<Double> levels;
  private final Map<String, SeriesScorer> series = new LinkedHashMap<>();

  /** Of a topology's forecasts. */
  public Scorer(TopologySpec spec) {
    this.yardsticks = Yardsticks.of(spec);
    this.targets = spec.source().targets().size();
    this.horizon = spec.forecast().horizon();
    this.levels = spec.forecast().quantiles();
  }

  /**
   * The scorer of one series, made if it is new. Those of several series may be used by several
   * threads.
   */
  public SeriesScorer series(String name) {
    return series.computeIfAbsent(
        name, key -> new SeriesScorer(yardsticks, targets, horizon, levels));
  }

  /** What was observed; see {@link SeriesScorer#actual}. */
  public void actual(String name, long step, double[] values) {
    series(name).actual(step, values);
  }

  /** What was forecast; see {@link SeriesScorer#forecast}. */
  public void forecast(String name, long step, ModelForecast forecast) {
    series(name).forecast(step, forecast);
  }

  /** The scores of all pairs of which both sides are known. More may be added afterwards. */
  public Scores scores() {
    Set<String> models = new LinkedHashSet<>();
    series.values().forEach(scorer -> models.addAll(scorer.models()));
    Map<String, ModelScores> ofAll = new LinkedHashMap<>();
    for (String model : models) {
      List<PairTally[]> tallies = new ArrayList<>();
      for (SeriesScorer scorer : series.values()) {
        if (scorer.models().contains(model)) {
          tallies.add(scorer.tallies(model));
        }
      }
      ofAll.put(model, new ScoreMeans(tallies, levels).scores());
    }
    Map<String, Map<String, ModelScores>> bySeries = new LinkedHashMap<>();
    series.forEach(
        (name, scorer) -> {
          Map<String, ModelScores> ofModels = new LinkedHashMap<>();
          scorer
              .models()
              .forEach(
                  model ->
                      ofModels.put(
                          model,
                          new ScoreMeans(List.<PairTally[]>of(scorer.tallies(model)), levels)
                              .scores()));
          bySeries.put(name, ofModels);
        });
    return new Scores(ofAll, bySeries);
  }
}
