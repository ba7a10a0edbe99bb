package dev.eddy.forecast;

import dev.eddy.spec.BoundsSpec;
import dev.eddy.spec.DriftSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.GapSpec;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.RecurrentSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small topologies for the tests of this package; what is not said has its default. */
final class Specs {
  private static final LagsSpec LAGS = new LagsSpec(4, 1, null);

  private List<String> targets = List.of("y");
  private List<String> inputs = List.of();
  private List<String> known = List.of();
  private Duration every = Duration.ofHours(1);
  private int maxGap = 1_000;
  private int horizon = 3;
  private Map<String, BoundsSpec> bounds = Map.of();
  private Publish publish = Publish.COMBINED;
  private DriftSpec drift;
  private List<ModelSpec> models = small(false);

  static Specs specs() {
    return new Specs();
  }

  /** One entry of each kind, with few units. */
  static List<ModelSpec> small(boolean joint) {
    return List.of(
        new RecurrentSpec(
            "lstm", null, null, joint, null, 4, null, null, null, null, null, null, null, null,
            null, null, null, null, null),
        Entries.entry().joint(joint).units(10).density(0.3).lags(LAGS).echoState(),
        Entries.entry().joint(joint).units(4).lags(LAGS).narx(),
        Entries.entry().joint(joint).lags(LAGS).arx());
  }

  Specs targets(String... names) {
    targets = List.of(names);
    return this;
  }

  Specs inputs(String... names) {
    inputs = List.of(names);
    return this;
  }

  Specs known(String... names) {
    known = List.of(names);
    return this;
  }

  /** Each record is a step. */
  Specs withoutWidth() {
    every = null;
    return this;
  }

  Specs maxGap(int steps) {
    maxGap = steps;
    return this;
  }

  Specs horizon(int steps) {
    horizon = steps;
    return this;
  }

  Specs bounds(String target, double min, double max) {
    bounds = Map.of(target, new BoundsSpec(Optional.of(min), Optional.of(max)));
    return this;
  }

  Specs publish(Publish whose) {
    publish = whose;
    return this;
  }

  Specs drift(DriftSpec how) {
    drift = how;
    return this;
  }

  Specs models(List<ModelSpec> entries) {
    models = entries;
    return this;
  }

  TopologySpec spec() {
    return new TopologySpec(
        "garden",
        new SourceSpec("in", null, null, null, null, null, null, targets, inputs, known),
        Optional.ofNullable(every).map(width -> new StepSpec(width, null, null, null)),
        new GapSpec(maxGap),
        null,
        new ForecastSpec(horizon, null, bounds, publish),
        drift,
        models,
        null,
        null,
        null,
        null);
  }
}
