package dev.eddy.backtest.replay;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.PortableSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who else forecasts a series from the same records: the same models frozen at a time, and other
 * topologies. Their combined forecasts are put beside those of the series' own. For one thread at a
 * time.
 */
final class Rivals {
  /** What the forecasts are called of the models that learned no more. */
  static final String FROZEN = TopologySpec.COMBINED + " (frozen)";

  private final String series;
  private final Generation generation;
  private final SourceSpec source;
  private final Optional<Long> freezeAfter; // milliseconds from the epoch
  private final List<Compared> compared;
  private final List<SeriesForecaster> forecasters = new ArrayList<>(); // of those compared
  private SeriesForecaster frozen; // once the time has come

  /**
   * Of a series.
   *
   * @param generation of the topology that is replayed
   */
  Rivals(String series, Generation generation, BacktestRequest request, List<Generation> others) {
    this.series = series;
    this.generation = generation;
    this.source = request.spec().source();
    this.freezeAfter = request.options().freezeAfter().map(Instant::toEpochMilli);
    this.compared = request.options().compared();
    others.forEach(other -> forecasters.add(new SeriesForecaster(other.blueprint())));
  }

  /** Whether what is forecast now is to be scored: where models are frozen, only from then on. */
  boolean count() {
    return freezeAfter.isEmpty() || frozen != null;
  }

  /**
   * Freezes the models if the time has come.
   *
   * @param forecaster the series' own. Not modified.
   * @param observation what it will see next
   */
  void prepare(SeriesForecaster forecaster, Observation observation) {
    if (frozen == null
        && freezeAfter.isPresent()
        && observation.epochMillis() >= freezeAfter.get()) {
      frozen = PortableSeries.of(generation, series, forecaster).forecaster(generation);
      frozen.freeze(true);
    }
  }

  /**
   * Has all of them take the observation in, and puts their forecasts beside those of its steps.
   */
  List<StepForecast> join(Observation observation, List<StepForecast> steps) {
    if (frozen == null && forecasters.isEmpty()) {
      return steps;
    }
    List<List<ModelForecast>> others = new ArrayList<>();
    steps.forEach(step -> others.add(new ArrayList<>()));
    if (frozen != null) {
      add(FROZEN, frozen.accept(observation), others);
    }
    for (int i = 0; i < forecasters.size(); i++) {
      Outcome outcome = forecasters.get(i).accept(compared.get(i).seen(observation, source));
      add(compared.get(i).model(), outcome, others);
    }
    List<StepForecast> joined = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      joined.add(steps.get(i).beside(others.get(i)));
    }
    return joined;
  }

  private static void add(String model, Outcome outcome, List<List<ModelForecast>> others) {
    for (int i = 0; i < others.size() && i < outcome.steps().size(); i++) {
      ModelForecast combined = outcome.steps().get(i).forecasts().get(0);
      others.get(i).add(new ModelForecast(model, combined.mean(), combined.quantiles()));
    }
  }
}
