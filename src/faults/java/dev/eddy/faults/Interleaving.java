package dev.eddy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.backtest.replay.BacktestRequest;
import dev.eddy.backtest.replay.Progress;
import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Series that come mixed give what each gives alone: in a backtest, and in a stream. */
final class Interleaving {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Pattern RECORD =
      Pattern.compile("\\{\"pump\":\"(.*)\",\"time\":(.*),\"y\":(.*),\"x\":(.*)}");

  /** Of every kind, as some share what they are made of: reservoirs, and arrays to work in. */
  private static final String MODELS =
      """
        - {type: lstm, units: 4, truncation: {every: 4, window: 8}}
        - {type: echo-state, units: 12}
        - {type: narx, units: 4, lags: {target: 4, inputs: 1}}
        - {type: arx, lags: {target: 4, inputs: 1}}""";

  private final Path folder;
  private final List<String> records;
  private final Map<String, List<String>> bySeries = new TreeMap<>();

  /** Of so many series, with so many records each. */
  Interleaving(Path folder, int series, int rounds) {
    this.folder = folder;
    this.records = new Readings(series, 23).rounds(rounds);
    for (String record : records) {
      bySeries.computeIfAbsent(Readings.seriesOf(record), name -> new ArrayList<>()).add(record);
    }
  }

  /** Fails where a backtest of all says something else of a series than one of it alone. */
  void changesNothingInABacktest() throws IOException {
    TopologySpec spec = topology("nowhere:1");
    Map<String, List<String>> mixed = backtest(spec, "mixed", records);
    assertThat(mixed.keySet()).isEqualTo(bySeries.keySet());
    for (Map.Entry<String, List<String>> one : bySeries.entrySet()) {
      String name = one.getKey();
      assertThat(mixed.get(name))
          .as(name)
          .isEqualTo(backtest(spec, name, one.getValue()).get(name))
          .hasSizeGreaterThanOrEqualTo(one.getValue().size());
    }
  }

  /** Fails where a stream of all says something else of a series than a forecaster of its own. */
  void changesNothingInAStream() throws Exception {
    try (Stage stage = new Stage(2)) {
      TopologySpec spec = topology(stage.servers());
      stage.send(records);
      try (Stage.Performance engine = stage.new Performance(spec, folder)) {
        engine.awaitForecasts(records.size(), PATIENCE);
      }
      Comparison comparison = stage.compare(spec, records);
      assertThat(comparison.differences()).as(comparison::words).isZero();
      assertThat(comparison.compared()).isEqualTo(records.size());
    }
  }

  private TopologySpec topology(String servers) throws IOException {
    return Readings.topology(
        folder.resolve("mixed.yaml"),
        "mixed",
        MODELS,
        "{cache: 1000}",
        List.of("bootstrap.servers: \"" + servers + "\"", "num.stream.threads: 2"));
  }

  /** The lines of all tables that a backtest writes, by series. */
  private Map<String, List<String>> backtest(TopologySpec spec, String name, List<String> input)
      throws IOException {
    List<String> rows = new ArrayList<>(List.of("pump,time,y,x"));
    for (String record : input) {
      Matcher fields = RECORD.matcher(record);
      assertThat(fields.matches()).as(record).isTrue();
      String value = fields.group(3).equals("null") ? "" : fields.group(3);
      rows.add(String.join(",", fields.group(1), fields.group(2), value, fields.group(4)));
    }
    Path file = Files.write(folder.resolve(name + ".csv"), rows);
    Path out = folder.resolve(name);
    new ReportedBacktest(
            new BacktestRequest(spec, file, List.of(), 2),
            new Destination(out, "interleaving"),
            Progress.NONE)
        .run();
    Map<String, List<String>> lines = new TreeMap<>();
    for (String table : List.of("forecasts.csv", "quantiles.csv")) {
      List<String> all = Files.readAllLines(out.resolve(table), StandardCharsets.UTF_8);
      for (String line : all.subList(1, all.size())) {
        lines
            .computeIfAbsent(line.substring(0, line.indexOf(',')), key -> new ArrayList<>())
            .add(line);
      }
    }
    return lines;
  }
}
