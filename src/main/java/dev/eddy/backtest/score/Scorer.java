package dev.eddy.backtest.score;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.spec.TopologySpec;
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
 * <p>Memory: 8 bytes a target and step that is kept, the forecasts of which not all values are
 * known, and some 100 bytes for each series, model, target and horizon. For one thread, but for
 * what {@link #series} says.
 */
public final class Scorer {
  /** Steps at the start of a series from which no forecast counts. */
  public static final int WARMUP = 1_000;

  private final Yardsticks yardsticks;
  private final List<String> targets;
  private final int horizon;
  private final List<Double> levels;
  private final long kept;
  private final Map<String, SeriesScorer> series = new LinkedHashMap<>();

  /** Of a topology's forecasts, which may come at any time: all values are kept. */
  public Scorer(TopologySpec spec) {
    this(spec, Long.MAX_VALUE / 2);
  }

  private Scorer(TopologySpec spec, long kept) {
    this.kept = kept;
    this.yardsticks = Yardsticks.of(spec);
    this.targets = spec.source().targets();
    this.horizon = spec.forecast().horizon();
    this.levels = spec.forecast().quantiles();
  }

  /**
   * Of forecasts that each come with the values of their own step. What is kept does not grow with
   * the length of a series.
   */
  public static Scorer following(TopologySpec spec) {
    return new Scorer(spec, 0);
  }

  /**
   * The scorer of one series, made if it is new. Those of several series may be used by several
   * threads.
   */
  public SeriesScorer series(String name) {
    return series.computeIfAbsent(
        name, key -> new SeriesScorer(yardsticks, targets.size(), horizon, levels, kept));
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
    models.forEach(model -> ofAll.put(model, means(tallies(model))));
    Map<String, Map<String, ModelScores>> byTarget = new LinkedHashMap<>();
    for (int t = 0; t < targets.size(); t++) {
      int target = t;
      Map<String, ModelScores> ofModels = new LinkedHashMap<>();
      for (String model : models) {
        ofModels.put(
            model, means(tallies(model).stream().map(of -> new PairTally[] {of[target]}).toList()));
      }
      byTarget.put(targets.get(t), ofModels);
    }
    Map<String, Map<String, ModelScores>> bySeries = new LinkedHashMap<>();
    series.forEach(
        (name, scorer) -> {
          Map<String, ModelScores> ofModels = new LinkedHashMap<>();
          scorer
              .models()
              .forEach(
                  model -> ofModels.put(model, means(List.<PairTally[]>of(scorer.tallies(model)))));
          bySeries.put(name, ofModels);
        });
    return new Scores(ofAll, byTarget, bySeries);
  }

  private List<PairTally[]> tallies(String model) {
    return series.values().stream()
        .filter(scorer -> scorer.models().contains(model))
        .map(scorer -> scorer.tallies(model))
        .toList();
  }

  private ModelScores means(List<PairTally[]> tallies) {
    return new ScoreMeans(tallies, levels).scores();
  }
}
