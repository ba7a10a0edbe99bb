package dev.eddy.backtest.path;

import dev.eddy.backtest.path.PathScores.Comparison;
import dev.eddy.forecast.IntervalLevels;
import dev.eddy.forecast.OverHorizon;
import dev.eddy.forecast.Scenarios;
import dev.eddy.spec.TopologySpec;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scenario paths of the combination: how good they were, and those from each series' last step on.
 * For one thread; holds what they are drawn from, and draws them when asked.
 */
public final class PathResult {
  /** So many series are shown, and so many paths of each. */
  public static final int MOST_SHOWN = 20;

  private final int count;
  private final Map<String, SeriesPaths> series = new LinkedHashMap<>();
  private final PathScores scores;

  PathResult(TopologySpec spec, int count, Collection<String> order, Map<String, SeriesPaths> all) {
    this.count = count;
    order.stream().filter(all::containsKey).forEach(name -> series.put(name, all.get(name)));
    List<Double> levels = spec.forecast().quantiles();
    Map<String, Map<OverHorizon, Comparison>> targets = new LinkedHashMap<>();
    for (String target : spec.source().targets()) {
      targets.put(target, scoresOf(targets.size()));
    }
    this.scores = new PathScores(IntervalLevels.of(levels).nominal(levels), targets);
  }

  private Map<OverHorizon, Comparison> scoresOf(int target) {
    Map<OverHorizon, Comparison> comparisons = new EnumMap<>(OverHorizon.class);
    for (OverHorizon whole : OverHorizon.values()) {
      PathTally ofAll = new PathTally();
      series.values().forEach(one -> ofAll.add(one.tally(target, whole)));
      comparisons.put(whole, ofAll.comparison());
    }
    return comparisons;
  }

  /** How many paths were drawn from each origin. */
  public int count() {
    return count;
  }

  /** How good their intervals were. */
  public PathScores scores() {
    return scores;
  }

  /** The series, in the order in which they first appeared. */
  public List<String> series() {
    return List.copyOf(series.keySet());
  }

  /** All paths from a series' last step on; empty where too little is known of it. */
  public Optional<Scenarios> paths(String name) {
    return draw(name, count);
  }

  private Optional<Scenarios> draw(String name, int howMany) {
    return Optional.ofNullable(series.get(name)).flatMap(one -> one.draw(howMany));
  }

  /**
   * A few paths from the last steps on, for showing: at most {@value #MOST_SHOWN} of at most
   * {@value #MOST_SHOWN} series, the first that have any. They divide each step's distribution as
   * evenly as many would.
   */
  public Map<String, Scenarios> shown() {
    Map<String, Scenarios> shown = new LinkedHashMap<>();
    for (String name : series.keySet()) {
      if (shown.size() < MOST_SHOWN) {
        draw(name, Math.min(count, MOST_SHOWN)).ifPresent(drawn -> shown.put(name, drawn));
      }
    }
    return Collections.unmodifiableMap(shown);
  }
}
