package dev.eddy.bench;

import dev.eddy.forecast.Blueprint;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.kernel.Kernels;
import dev.eddy.series.Observation;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import dev.eddy.training.Chance;
import dev.eddy.training.Draws;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an event of one series costs, from observation to forecasts: with the models of a topology
 * that names none, and with each of them alone. The series has a day and noise. It is followed
 * twice, so that the compiler has seen all of it when it counts.
 */
final class SeriesBench {
  private static final int HORIZON = 12;
  private static final long EVERY_MILLIS = 1_800_000;
  private static final int SLOTS_OF_DAY = 48;
  private static final int PARTS = 3; // the first of them with many members on probation

  private final int events;
  private final Consumer<Row> rows;

  /**
   * What is to be measured.
   *
   * @param events that the series has
   */
  SeriesBench(int events, Consumer<Row> rows) {
    this.events = events;
    this.rows = rows;
  }

  /** All models together, then one by one. */
  void run() {
    measure("all", List.of());
    for (ModelSpec model : ModelSpec.defaults()) {
      measure(model.name(), List.of(model));
    }
  }

  private void measure(String models, List<ModelSpec> entries) {
    Blueprint blueprint = new Blueprint(spec(entries));
    follow(blueprint);
    double[] micros = follow(blueprint);
    rows.accept(
        Row.of("event")
            .with("models", models)
            .with("horizon", HORIZON)
            .with("kernel", Kernels.active().description())
            .measured("micros", micros[PARTS - 1])
            .measured("microsAtFirst", micros[0]));
  }

  private static TopologySpec spec(List<ModelSpec> entries) {
    return new TopologySpec(
        "bench",
        new SourceSpec("in", null, null, null, null, null, null, List.of("y"), null, null),
        Optional.of(new StepSpec(Duration.ofMillis(EVERY_MILLIS), null, null, null)),
        null,
        null,
        new ForecastSpec(HORIZON, null, null, null),
        null,
        entries,
        null,
        null,
        null,
        null);
  }

  /** The mean time of an event, by parts of the series. */
  private double[] follow(Blueprint blueprint) {
    Draws draws = new Chance(1, "benchmark", 0).draws("series");
    SeriesForecaster forecaster = new SeriesForecaster(blueprint);
    double[] micros = new double[PARTS];
    double noise = 0;
    for (int part = 0; part < PARTS; part++) {
      int count = events / PARTS;
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        int n = part * count + i;
        noise = 0.9 * noise + draws.gaussian();
        values[i] = 50 + 10 * StrictMath.sin(2 * StrictMath.PI * n / SLOTS_OF_DAY) + noise;
      }
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long time = (part * (long) count + i) * EVERY_MILLIS;
        forecaster.accept(
            new Observation("s", time, new double[] {values[i]}, new double[0], new double[0][]));
      }
      micros[part] = (System.nanoTime() - start) / 1e3 / count;
    }
    return micros;
  }
}
