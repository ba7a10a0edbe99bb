package dev.eddy.backtest.replay;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.series.Observation;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.util.List;
import java.util.Objects;

/**
 * Another topology that hears the same records, and whose combined forecasts are compared with
 * those of the one that is replayed.
 *
 * @param model what its forecasts are called
 * @param spec the topology
 */
public record Compared(String model, TopologySpec spec) {
  /**
   * Of a topology by a name of its own.
   *
   * @param name such as that of its file
   */
  public static Compared of(String name, TopologySpec spec) {
    return new Compared(TopologySpec.COMBINED + " of " + name, spec);
  }

  /**
   * Refuses a topology whose forecasts are of something else: it must have the same series, times,
   * targets, steps, horizon and quantiles, and no inputs that the other does not have.
   *
   * @throws BacktestFailure naming what differs
   */
  void requireAlike(TopologySpec other) {
    SourceSpec own = spec.source();
    SourceSpec source = other.source();
    require("source.series", own.series(), source.series());
    require("source.time", own.time(), source.time());
    require("source.zone", own.zone(), source.zone());
    require("source.targets", own.targets(), source.targets());
    require("step", spec.step(), other.step());
    require("future", spec.future(), other.future());
    require("forecast.horizon", spec.forecast().horizon(), other.forecast().horizon());
    require("forecast.quantiles", spec.forecast().quantiles(), other.forecast().quantiles());
    requireAmong("source.inputs", own.inputs(), source.inputs());
    requireAmong("source.known", own.known(), source.known());
  }

  private void require(String field, Object own, Object wanted) {
    if (!Objects.equals(own, wanted)) {
      throw BacktestFailure.ofUse(
          model + ": " + field + " must be that of the topology that is replayed, to be compared");
    }
  }

  private void requireAmong(String field, List<String> own, List<String> there) {
    for (String name : own) {
      if (!there.contains(name)) {
        throw BacktestFailure.ofUse(
            model
                + ": "
                + field
                + " has "
                + name
                + ", which the topology that is replayed does not have: replay this one, and compare"
                + " the other with it");
      }
    }
  }

  /** What this topology sees of what another one saw. */
  Observation seen(Observation observation, SourceSpec by) {
    SourceSpec own = spec.source();
    double[] inputs =
        own.inputs().stream()
            .mapToDouble(name -> observation.inputs()[by.inputs().indexOf(name)])
            .toArray();
    double[][] known =
        own.known().stream()
            .map(name -> observation.known()[by.known().indexOf(name)])
            .toArray(double[][]::new);
    return new Observation(
        observation.series(), observation.epochMillis(), observation.targets(), inputs, known);
  }
}
