package dev.eddy.backtest.replay;

import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.config.TopologyFile;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A topology with one small entry of each kind, data for it, and its replay. */
public final class ReplayFixture {
  static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  /** Everybody whose forecasts there can be. */
  static final List<String> EVERYBODY =
      List.of(
          "combined",
          "lstm",
          "echo",
          "narx",
          "arx",
          "last-value",
          "seasonal",
          "drift",
          "holt-winters");

  private static final String HOURLY =
      """
      name: hourly
      source: {topic: t, series: [place], time: time, targets: [load], inputs: [heat]}
      step: {every: 1h}
      forecast: {horizon: 5, quantiles: [0.1, 0.5, 0.9], publish: PUBLISH}
      models:
        - {name: lstm, type: lstm, units: 4, truncation: {every: 4, window: 12}VIEWS}
        - {name: echo, type: echo-state, units: 16, lags: {target: 3, inputs: 1}VIEWS}
        - {name: narx, type: narx, units: 4, lags: {target: 3, inputs: 1}VIEWS}
        - {name: arx, type: arx, lags: {target: 3, inputs: 1}VIEWS}
      """;

  private ReplayFixture() {}

  public static TopologySpec hourly() {
    return spec(HOURLY.replace("PUBLISH", "combined").replace("VIEWS", ""));
  }

  static TopologySpec hourlyTakingRevisions() {
    return spec(
        HOURLY
            .replace("PUBLISH", "combined")
            .replace("VIEWS", "")
            .replace("{every: 1h}", "{every: 1h, revisions: mask}"));
  }

  static TopologySpec hourlyPublishingAll() {
    return spec(HOURLY.replace("PUBLISH", "all").replace("VIEWS", ""));
  }

  /**
   * Where an entry is one member, its forecasts are that member's, untouched by any combination.
   */
  static TopologySpec hourlyWithOneViewEach() {
    return spec(
        HOURLY.replace("PUBLISH", "combined").replace("VIEWS", ", views: [{base: moved-profile}]"));
  }

  public static TopologySpec spec(String yaml) {
    return TopologyFile.parse("test.yaml", yaml, name -> Optional.empty()).spec();
  }

  static Instant hour(int n) {
    return START.plus(Duration.ofHours(n));
  }

  /** One series of daily waves with noise: {@code time,place,load,heat}, without header. */
  public static List<String> waves(String place, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>(rows);
    for (int n = 0; n < rows; n++) {
      double heat = random.nextDouble();
      double load = 10 + 5 * Math.sin(2 * Math.PI * n / 24) + heat + random.nextDouble();
      lines.add(hour(n) + "," + place + "," + load + "," + (n % 7 == 3 ? "" : heat));
    }
    return lines;
  }

  /** Writes lines under the header of {@link #waves}. */
  public static Path file(Path folder, String name, List<String> lines) throws IOException {
    List<String> all = new ArrayList<>();
    all.add("time,place,load,heat");
    all.addAll(lines);
    return Files.write(folder.resolve(name), all);
  }

  /** Replays into a folder beside the input, named after it. */
  static Replayed replay(TopologySpec spec, Path input, List<String> models, int threads)
      throws IOException {
    Path folder = input.resolveSibling(input.getFileName() + ".results-" + threads);
    BacktestRequest request = new BacktestRequest(spec, input, models, threads);
    Destination destination = new Destination(folder, "eddy backtest");
    BacktestResult result = new ReportedBacktest(request, destination, Progress.NONE).run();
    return new Replayed(folder, result);
  }

  /** What a replay left. */
  record Replayed(Path folder, BacktestResult result) {
    List<String> forecasts() throws IOException {
      return Files.readAllLines(folder.resolve("forecasts.csv"));
    }

    List<String> quantiles() throws IOException {
      return Files.readAllLines(folder.resolve("quantiles.csv"));
    }

    String text(String name) throws IOException {
      return Files.readString(folder.resolve(name));
    }
  }
}
