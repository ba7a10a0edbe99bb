package dev.eddy.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.backtest.report.ReportedBacktest;
import dev.eddy.backtest.report.ReportedBacktest.Destination;
import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Likelihoods of anomalies against the labels of the bundled sensors, of which no model is told.
 */
class SensorAnomaliesTest {
  private static final Path SENSORS = Path.of("src/main/resources/data/wireless-sensors.csv.gz");

  @TempDir private Path folder;

  /** A reading with its anomaly likelihood and its label. */
  private record Scored(double likelihood, boolean labelled) {}

  @Test
  void readingsOfEventsAreStranger() throws IOException {
    Path out = folder.resolve("out");
    new ReportedBacktest(
            new BacktestRequest(
                ReplayFixture.spec(
                    "name: sensors\nsource: {topic: t, time: time, series: [mote],"
                        + " targets: [temperature]}\nstep: {every: 5s}\nforecast: {horizon: 3}\n"
                        + "models: [{type: arx}]\n"),
                SENSORS,
                List.of("combined"),
                1),
            new Destination(out, "test"),
            Progress.NONE)
        .run();
    List<Scored> readings = readings(out.resolve("anomalies.csv"));
    assertThat(readings.stream().filter(Scored::labelled)).hasSizeGreaterThan(140);
    assertThat(readings).hasSizeGreaterThan(18_000);
    assertThat(areaUnderCurve(readings)).isGreaterThan(0.85);
    assertThat(share(readings, true)).isGreaterThan(0.4);
    assertThat(share(readings, false)).isLessThan(0.03);
  }

  private static List<Scored> readings(Path anomalies) throws IOException {
    Map<String, Boolean> labels = new HashMap<>();
    try (CsvRows rows = CsvRows.of(SENSORS)) {
      int label = rows.header().indexOf("anomaly");
      for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        List<String> cells = List.of(row.get().cells());
        labels.put(cells.get(1) + " " + cells.get(0), cells.get(label).equals("1"));
      }
    }
    List<String> lines = Files.readAllLines(anomalies);
    assertThat(lines.get(0)).isEqualTo("series,time,target,score,likelihood");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .filter(cells -> labels.containsKey(cells[0] + " " + cells[1]))
        .map(c -> new Scored(Double.parseDouble(c[4]), labels.get(c[0] + " " + c[1])))
        .toList();
  }

  /**
   * How often a reading of an event has the higher likelihood of two; half, where they are equal.
   */
  private static double areaUnderCurve(List<Scored> readings) {
    double[] others =
        readings.stream().filter(r -> !r.labelled()).mapToDouble(Scored::likelihood).toArray();
    return readings.stream()
        .filter(Scored::labelled)
        .mapToDouble(
            reading ->
                Arrays.stream(others)
                    .map(s -> (Math.signum(reading.likelihood() - s) + 1) / 2)
                    .sum())
        .map(below -> below / others.length)
        .average()
        .orElseThrow();
  }

  private static double share(List<Scored> readings, boolean labelled) {
    return readings.stream()
        .filter(reading -> reading.labelled() == labelled)
        .mapToDouble(reading -> reading.likelihood() > 0.99 ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
