package dev.eddy.backtest.path;

import dev.eddy.forecast.StepForecast;
import dev.eddy.spec.TopologySpec;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws and scores the paths of all series of a replay. Memory: that of a {@link
 * dev.eddy.forecast.ScenarioPaths} for each series.
 *
 * <p>Several threads may hand steps in, those of one series one after the other.
 */
public final class PathRecorder {
  private final TopologySpec spec;
  private final int count;
  private final Map<String, SeriesPaths> series = new ConcurrentHashMap<>();

  /**
   * Of no series yet.
   *
   * @param spec with two quantiles or more
   * @param count how many paths are drawn from an origin
   */
  public PathRecorder(TopologySpec spec, int count) {
    this.spec = spec;
    this.count = count;
  }

  /** Takes in a step of a series, the next one. */
  public void take(String name, StepForecast step) {
    series.computeIfAbsent(name, key -> new SeriesPaths(spec, count)).take(step);
  }

  /**
   * What came of it, once all steps are in.
   *
   * @param order the series in the order in which they are to be told of
   */
  public PathResult result(Collection<String> order) {
    return new PathResult(spec, count, order, series);
  }
}
