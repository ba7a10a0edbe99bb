package dev.eddy.backtest.replay;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.backtest.source.RowSource;
import dev.eddy.forecast.ScenarioPaths;
import dev.eddy.series.CalendarFeatures;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.WarmStarts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What is to be replayed.
 *
 * @param spec the topology, as it would be deployed
 * @param input history, whose columns are named as the topology's fields
 * @param models whose forecasts are written and scored: {@code combined}, entries, baselines; none:
 *     {@code combined} and all entries. All run, whoever is named.
 * @param threads how many series may be replayed at once; changes nothing but speed
 * @param warmStarts what series begin with; all fit the topology
 * @param options what is asked for besides
 */
public record BacktestRequest(
    TopologySpec spec,
    RowSource input,
    List<String> models,
    int threads,
    WarmStarts warmStarts,
    Options options) {
  /**
   * What may be asked for besides.
   *
   * @param cost if targets are prices: of changing a position by 1, as a share of the price
   * @param paths how many scenario paths of the combination are drawn from an origin; 0: none
   * @param freezeAfter from when on the models are also tried as they are then, learning no more;
   *     only forecasts from then on are scored
   * @param compared other topologies that are tried on the same records
   * @param verified a topic of forecasts that a deployment of the topology has published
   */
  public record Options(
      OptionalDouble cost,
      int paths,
      Optional<Instant> freezeAfter,
      List<Compared> compared,
      Optional<String> verified) {
    /** Nothing. */
    public static final Options NONE =
        new Options(OptionalDouble.empty(), 0, Optional.empty(), List.of(), Optional.empty());

    /** Copies the list. */
    public Options {
      compared = List.copyOf(compared);
    }

    /** The same with targets that are prices. */
    public Options withCost(double share) {
      return new Options(OptionalDouble.of(share), paths, freezeAfter, compared, verified);
    }

    /** The same with paths, so many from an origin. */
    public Options withPaths(int count) {
      return new Options(cost, count, freezeAfter, compared, verified);
    }

    /** The same with models that are frozen from a time on. */
    public Options withFreezeAfter(Instant time) {
      return new Options(cost, paths, Optional.of(time), compared, verified);
    }

    /** The same beside other topologies. */
    public Options with(List<Compared> others) {
      return new Options(cost, paths, freezeAfter, others, verified);
    }

    /** The same, compared with what a deployment published. */
    public Options withVerified(String topic) {
      return new Options(cost, paths, freezeAfter, compared, Optional.of(topic));
    }
  }

  /** Of a file, and of series that begin with nothing. */
  public BacktestRequest(TopologySpec spec, Path input, List<String> models, int threads) {
    this(spec, new FileSource(input), models, threads, WarmStarts.NONE, Options.NONE);
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
    requirePaths(options.paths(), spec);
    requireCost(options.cost());
    requireCompared(options.compared(), spec);
    models = models.isEmpty() ? there.subList(0, 1 + spec.models().size()) : List.copyOf(models);
  }

  /** The same, asked for other things besides. */
  public BacktestRequest with(Options others) {
    return new BacktestRequest(spec, input, models, threads, warmStarts, others);
  }

  private static void requireCompared(List<Compared> compared, TopologySpec spec) {
    Set<String> names = new LinkedHashSet<>();
    for (Compared other : compared) {
      other.requireAlike(spec);
      if (!names.add(other.model())) {
        throw BacktestFailure.ofUse(other.model() + ": is compared twice");
      }
    }
  }

  private static void requireCost(OptionalDouble cost) {
    if (cost.isPresent() && !(cost.getAsDouble() >= 0 && cost.getAsDouble() < 1)) {
      throw BacktestFailure.ofUse(
          "prices=" + cost.getAsDouble() + ": a cost is a share of the price, from 0 to below 1");
    }
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
    return publishingAll(spec);
  }

  private static TopologySpec publishingAll(TopologySpec spec) {
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

  /** The models and whoever else is compared, in that order. */
  public Set<String> modelSet() {
    Set<String> all = new LinkedHashSet<>(models);
    options.freezeAfter().ifPresent(time -> all.add(Rivals.FROZEN));
    options.compared().forEach(other -> all.add(other.model()));
    return all;
  }
}
