package dev.eddy.example;

import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.Outcome;
import dev.eddy.forecast.OverHorizon;
import dev.eddy.forecast.ScenarioPaths;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.PortableSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Forecasts one exchange rate from day to day, and keeps what was learned in a file. */
public final class ForecastWithoutKafka {
  private static final String TOPOLOGY =
      """
      name: rates
      source: {topic: none, targets: [rate]}   # nothing is read from a topic here
      forecast: {horizon: 5, quantiles: [0.05, 0.5, 0.95]}
      models: [{name: arx, type: arx}, {name: echo, type: echo-state}]
      """;

  private final TopologySpec spec =
      TopologyFile.parse("rates", TOPOLOGY, variable -> Optional.empty()).spec();
  private final Generation generation = Generation.of(spec, TopologyText.NOTATION);
  private final ScenarioPaths paths = new ScenarioPaths(spec);
  private SeriesForecaster forecaster = new SeriesForecaster(generation.blueprint());

  /** Learns a day's rate, NaN if there was none; then forecasts the next five. */
  public StepForecast accept(LocalDate day, double rate) {
    long epochMillis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    double[] targets = {rate};
    Outcome outcome =
        forecaster.accept(
            new Observation("USD", epochMillis, targets, new double[0], new double[0][]));
    outcome
        .rejection()
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(day + ": " + why.detail());
            });
    StepForecast step = outcome.steps().get(0); // without `step:` each record is one
    paths.take(step);
    return step;
  }

  /** The interval that the highest rate of the next five days lies in, nine times out of ten. */
  public Optional<double[]> highest() {
    return paths
        .draw(500)
        .map(drawn -> drawn.quantiles(0, OverHorizon.MAXIMUM, List.of(0.05, 0.95)));
  }

  /** Writes all that was learned, but for paths. */
  public void save(Path file) throws IOException {
    Files.write(file, PortableSeries.of(generation, "USD", forecaster).bytes());
  }

  /** Goes on from what was saved. */
  public void load(Path file) throws IOException {
    forecaster = PortableSeries.read(Files.readAllBytes(file)).forecaster(generation);
  }

  /** Reads lines such as 2026-01-02,1.17 and prints a forecast after the last. */
  public static void main(String[] arguments) throws IOException {
    ForecastWithoutKafka rates = new ForecastWithoutKafka();
    ModelForecast combined = null;
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      String[] cells = line.split(",");
      StepForecast step = rates.accept(LocalDate.parse(cells[0]), Double.parseDouble(cells[1]));
      combined = step.forecasts().get(0); // the entries of models come after it
    }
    if (combined != null) {
      rates.print(combined);
    }
  }

  private void print(ModelForecast forecast) {
    double[] mean = forecast.mean()[0]; // of the first target, [H]
    double[][] quantiles = forecast.quantiles()[0]; // [levels][H]
    for (int h = 0; h < mean.length; h++) {
      print(h + 1 + ": %.4f, %.4f to %.4f%n", mean[h], quantiles[0][h], quantiles[2][h]);
    }
    highest().ifPresent(ends -> print("the highest: %.4f to %.4f%n", ends[0], ends[1]));
  }

  private static void print(String format, Object... numbers) {
    System.out.printf(Locale.ROOT, format, numbers);
  }
}
