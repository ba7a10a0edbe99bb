package dev.eddy.backtest.replay;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.forecast.ScenarioPaths;
import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.WarmStarts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is to be replayed.
 *
 * @param spec the topology, as it would be deployed
 * @param input a CSV file whose columns are named as the topology's fields
 * @param models whose forecasts are written and scored: {@code combined}, entries, baselines; none:
 *     {@code combined} and all entries. All run, whoever is named.
 * @param threads how many series may be replayed at once; changes nothing but speed
 * @param warmStarts what series begin with; all fit the topology
 * @param paths how many scenario paths of the combination are drawn from an origin; 0: none
 */
public record BacktestRequest(
    TopologySpec spec,
    Path input,
    List<String> models,
    int threads,
    WarmStarts warmStarts,
    int paths) {
  /** Of series that begin with nothing. */
  public BacktestRequest(TopologySpec spec, Path input, List<String> models, int threads) {
    this(spec, input, models, threads, WarmStarts.NONE);
  }

  /** Without paths. */
  public BacktestRequest(
      TopologySpec spec, Path input, List<String> models, int threads, WarmStarts warmStarts) {
    this(spec, input, models, threads, warmStarts, 0);
  }

  /**
   * Fills in the models.
   *
   * @throws BacktestFailure if there is no such model, naming those there are, or no thread, or if
   *     so many paths cannot be drawn
   */
  public BacktestRequest {
    List<String> there = modelsOf(spec);
    for (String model : models) {
      if (!there.contains(model)) {
        throw BacktestFailure.ofUse(
            "model " + model + ": there is no such model; there are " + String.join(", ", there));
      }
    }
    if (threads < 1) {
      throw BacktestFailure.ofUse("threads=" + threads + ": must be 1 or more");
    }
    requirePaths(paths, spec);
    models = models.isEmpty() ? there.subList(0, 1 + spec.models().size()) : List.copyOf(models);
  }

  private static void requirePaths(int paths, TopologySpec spec) {
    if (paths < 0 || paths > ScenarioPaths.MOST_PATHS) {
      throw BacktestFailure.ofUse("paths=" + paths + ": must be 0 to " + ScenarioPaths.MOST_PATHS);
    }
    if (paths > 0 && !ScenarioPaths.canBeDrawn(spec)) {
      throw BacktestFailure.ofUse(
          "paths="
              + paths
              + ": paths are drawn from two quantiles or more; forecast.quantiles is "
              + spec.forecast().quantiles());
    }
  }

  /** The same with paths, so many from an origin. */
  public BacktestRequest withPaths(int count) {
    return new BacktestRequest(spec, input, models, threads, warmStarts, count);
  }

  /** Everybody whose forecasts there are: the combination, the entries, then the baselines. */
  private static List<String> modelsOf(TopologySpec spec) {
    List<String> models = new ArrayList<>();
    models.add(TopologySpec.COMBINED);
    spec.models().stream().map(ModelSpec::name).forEach(models::add);
    models.add("last-value");
    if (!new CalendarFeatures(new StepCalendar(spec)).seasons().isEmpty()) {
      models.add("seasonal");
    }
    models.add("drift");
    models.add("holt-winters");
    return models;
  }

  /** The topology with everybody's quantiles, whatever it publishes itself. */
  TopologySpec specOfAll() {
    ForecastSpec forecast = spec.forecast();
    return new TopologySpec(
        spec.name(),
        spec.source(),
        spec.step(),
        spec.gap(),
        spec.future(),
        new ForecastSpec(forecast.horizon(), forecast.quantiles(), forecast.bounds(), Publish.ALL),
        spec.drift(),
        spec.models(),
        spec.sink(),
        spec.state(),
        spec.seed(),
        spec.kafka());
  }

  /** The models, for looking up. */
  public Set<String> modelSet() {
    return new LinkedHashSet<>(models);
  }
}
