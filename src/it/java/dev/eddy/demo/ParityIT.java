package dev.eddy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.BacktestRequest.Options;
import dev.eddy.backtest.replay.Progress;
import dev.eddy.backtest.replay.VerificationResult;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.ForecastRecord;
import dev.eddy.forecast.RecordJson;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.Metrics;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.stream.StreamEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a backtest replays is what production runs: the same rows, through a broker and through a
 * file.
 */
class ParityIT {
  private static final int ROWS = 1_600;
  private static final int MODELS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path directory;

  @Test
  void theForecastsInTheTopicAreThoseOfTheBacktestToTheLastBit() throws Exception {
    Path rows = firstRows();
    Map<String, double[]> streamed;
    TopologySpec spec;
    try (InProcessBroker broker = InProcessBroker.start()) {
      spec =
          TopologyFile.load(
                  Path.of("topologies/airports.yaml"),
                  variable -> Optional.of(broker.bootstrapServers()))
              .spec();
      streamed = stream(spec, broker, rows);
      assertThat(verified(spec, rows, "out"))
          .isEqualTo(new VerificationResult(ROWS * MODELS, 0, 0, 0, List.of()));
      VerificationResult spoiled = verified(spec, spoiled(rows), "spoiled");
      assertThat(spoiled.holds()).isFalse();
      assertThat(spoiled.first()).hasSize(10);
      assertThat(spoiled.equal() + spoiled.different()).isEqualTo(ROWS * MODELS);
    }
    Path out = directory.resolve("out");
    Map<String, double[]> replayed = new HashMap<>();
    readFile(out.resolve("forecasts.csv"), 4, replayed);
    readFile(out.resolve("quantiles.csv"), 5, replayed);
    assertThat(replayed).hasSize(ROWS * MODELS * 4);
    assertThat(streamed.keySet()).isEqualTo(replayed.keySet());
    streamed.forEach((key, values) -> assertThat(values).as(key).isEqualTo(replayed.get(key)));
  }

  private VerificationResult verified(TopologySpec spec, Path rows, String out) {
    BacktestRequest request =
        new BacktestRequest(spec, rows, List.of(), 2)
            .with(Options.NONE.withVerified(spec.sink().forecasts()));
    Destination destination = new Destination(directory.resolve(out), "parity");
    return new ReportedBacktest(request, destination, Progress.NONE)
        .run()
        .verification()
        .orElseThrow();
  }

  /** The same rows but for one value. */
  private Path spoiled(Path rows) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(rows));
    int middle = lines.size() / 2;
    String[] cells = lines.get(middle).split(",", -1);
    int column = List.of(lines.get(0).split(",")).indexOf("departures");
    cells[column] = Double.toString(Double.parseDouble(cells[column]) + 1);
    lines.set(middle, String.join(",", cells));
    return Files.write(directory.resolve("spoiled.csv"), lines);
  }

  private Path firstRows() throws IOException {
    List<String> lines = new ArrayList<>();
    try (CsvRows rows = BundledData.AIRPORTS.open()) {
      lines.add(String.join(",", rows.header()));
      for (Optional<TableRow> row = rows.next(); lines.size() <= ROWS; row = rows.next()) {
        lines.add(String.join(",", row.orElseThrow().cells()));
      }
    }
    return Files.write(directory.resolve("rows.csv"), lines);
  }

  /** By series, number of the step, model and quantile. */
  private Map<String, double[]> stream(TopologySpec spec, InProcessBroker broker, Path rows)
      throws IOException {
    Map<String, double[]> forecasts = new HashMap<>();
    RecordJson json = new RecordJson(spec);
    try (Metrics metrics = new Metrics();
        StreamEngine engine =
            StreamEngine.start(
                Generation.of(spec, TopologyText.NOTATION),
                new StreamEngine.Options(directory.resolve("state"), true),
                new EngineMeters(metrics.registry(), spec),
                metrics.registry());
        CsvRows sent = CsvRows.of(rows);
        CommittedTopic topic =
            new CommittedTopic(broker.bootstrapServers(), spec.sink().forecasts())) {
      new Replayer(broker.bootstrapServers(), Replay.of(spec.source().topic()), count -> {})
          .replay(sent);
      int read = 0;
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (read < ROWS * MODELS && System.nanoTime() < end) {
        read += topic.poll(record -> note(json.readForecast(record.value()), spec, forecasts));
      }
      assertThat(engine.status().live()).isTrue();
      assertThat(read).isEqualTo(ROWS * MODELS);
    }
    return forecasts;
  }

  private static void note(ForecastRecord record, TopologySpec spec, Map<String, double[]> to) {
    String key = record.series() + " " + record.steps() + " " + record.forecast().model();
    to.put(key, record.forecast().mean()[0]);
    for (int q = 0; q < spec.forecast().quantiles().size(); q++) {
      to.put(key + " " + spec.forecast().quantiles().get(q), record.forecast().quantiles()[0][q]);
    }
  }

  /** Steps of a series are numbered as its rows come: in these rows there is no gap. */
  private static void readFile(Path file, int names, Map<String, double[]> to) throws IOException {
    Map<String, Integer> steps = new HashMap<>();
    try (CsvRows rows = CsvRows.of(file)) {
      for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        String[] cells = row.get().cells();
        String model = cells[2] + (names == 5 ? " " + cells[4] : "");
        int step = steps.merge(cells[0] + " " + model, 1, Integer::sum);
        double[] values = new double[cells.length - names];
        for (int h = 0; h < values.length; h++) {
          values[h] = Double.parseDouble(cells[names + h]);
        }
        to.put(cells[0] + " " + step + " " + model, values);
      }
    }
  }
}
