package dev.eddy.backtest.replay;

import static dev.eddy.backtest.replay.ReplayFixture.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From a row on, everything that was not known before it becomes noise: whatever was said of the
 * steps before that row stays as it was, bit for bit.
 */
class LeakTest {
  private static final int ROWS = 250;
  private static final int HORIZON = 4;
  private static final int[] FROM = {9, 40, 151, 230};

  private static final String MODELS =
      """
      models:
        - {name: lstm, type: lstm, units: 4, truncation: {every: 4, window: 12}JOINT}
        - {name: gru, type: gru, units: 4, truncation: {every: 2, window: 8}JOINT}
        - {name: echo, type: echo-state, units: 16, lags: {target: 3, inputs: 1}JOINT}
        - {name: narx, type: narx, units: 4, lags: {target: 3, inputs: 1}JOINT}
        - {name: arx, type: arx, lags: {target: 3, inputs: 1}JOINT}
        - {name: roots, type: arx, views: [{transform: square-root, base: profile}]JOINT}
      """;

  @TempDir private Path folder;

  enum Topology {
    DEFAULT_MODELS("targets: [load]", "{every: 1h}", ""),
    EVERY_KIND("targets: [load]", "{every: 1h}", MODELS.replace("JOINT", "")),
    SEVERAL_TARGETS("targets: [load, heat]", "{every: 1h}", MODELS.replace("JOINT", "")),
    JOINT_TARGETS("targets: [load, heat]", "{every: 1h}", MODELS.replace("JOINT", ", joint: true")),
    INPUTS("targets: [load], inputs: [wind, heat]", "{every: 1h}", MODELS.replace("JOINT", "")),
    KNOWN_AHEAD(
        "targets: [load], inputs: [wind], known: [plan]",
        "{every: 1h}",
        MODELS.replace("JOINT", "")),
    STEPS_THAT_GATHER(
        "targets: [load, heat], inputs: [wind], known: [plan]",
        "{every: 4h, closes: next, aggregate: mean}",
        MODELS.replace("JOINT", "")),
    STEPS_THAT_WAIT(
        "targets: [load]",
        "{every: 2h, closes: next, aggregate: last, grace: 2h}",
        MODELS.replace("JOINT", ""));

    private final TopologySpec spec;

    Topology(String fields, String step, String models) {
      spec =
          ReplayFixture.spec(
              "name: leak\nsource: {topic: t, time: time, "
                  + fields
                  + "}\nstep: "
                  + step
                  + "\nforecast: {horizon: "
                  + HORIZON
                  + ", publish: all}\n"
                  + models);
    }

    Duration every() {
      return spec.step().map(StepSpec::every).orElseThrow();
    }
  }

  /** What the rows of a file are made of. */
  private static final class Truth {
    final List<Integer> hours = new ArrayList<>();
    final double[][] values = new double[ROWS][3]; // load, heat, wind
    final double[] plan = new double[ROWS + HORIZON];

    Truth() {
      SplittableRandom random = new SplittableRandom(7);
      int hour = 0;
      for (int n = 0; n < ROWS; n++) {
        hours.add(hour);
        double wave = 10 + 5 * StrictMath.sin(2 * Math.PI * hour / 24);
        for (int i = 0; i < 3; i++) {
          values[n][i] = random.nextInt(8) == 0 ? Double.NaN : wave * (i + 1) + random.nextDouble();
        }
        hour += random.nextInt(30) == 0 ? 1 + random.nextInt(6) : 1;
      }
      for (int i = 0; i < plan.length; i++) {
        plan[i] = random.nextInt(12) == 0 ? Double.NaN : random.nextDouble();
      }
    }

    /** From this row on noise, but for what earlier rows told ahead. */
    void becomeNoise(int from) {
      SplittableRandom random = new SplittableRandom(from);
      for (int n = from; n < ROWS; n++) {
        for (int i = 0; i < 3; i++) {
          values[n][i] =
              n > from && random.nextInt(5) == 0 ? Double.NaN : 1e3 * random.nextDouble();
        }
      }
      for (int i = from + HORIZON; i < plan.length; i++) {
        plan[i] = 50 * random.nextDouble();
      }
    }

    Path writeTo(Path file) throws IOException {
      List<String> lines = new ArrayList<>();
      StringBuilder header = new StringBuilder("time,load,heat,wind,plan");
      for (int h = 1; h <= HORIZON; h++) {
        header.append(",plan+").append(h);
      }
      lines.add(header.toString());
      for (int n = 0; n < ROWS; n++) {
        StringBuilder line = new StringBuilder(hour(hours.get(n)).toString());
        for (double value : values[n]) {
          line.append(',').append(cell(value));
        }
        for (int h = 0; h <= HORIZON; h++) {
          line.append(',').append(cell(plan[n + h]));
        }
        lines.add(line.toString());
      }
      return Files.write(file, lines);
    }

    private static String cell(double value) {
      return Double.isNaN(value) ? "" : Double.toString(value);
    }
  }

  @ParameterizedTest
  @EnumSource(Topology.class)
  void theFutureChangesNothingThatWasSaidBeforeIt(Topology topology) throws IOException {
    Truth truth = new Truth();
    Map<String, List<String>> said = said(topology, truth, "truth.csv");
    assertThat(said).containsKeys("forecasts.csv", "quantiles.csv");
    for (int from : FROM) {
      Truth changed = new Truth();
      changed.becomeNoise(from);
      Map<String, List<String>> otherwise = said(topology, changed, from + ".csv");
      Instant end = hour(truth.hours.get(from));
      said.forEach(
          (table, rows) -> {
            List<String> kept = closedBy(end, topology, rows);
            assertThat(closedBy(end, topology, otherwise.get(table))).as(table).isEqualTo(kept);
            assertThat(kept).as(table).isNotEmpty();
            assertThat(otherwise.get(table)).as(table).isNotEqualTo(rows);
          });
    }
  }

  /** Rows of steps that had ended at a time. */
  private static List<String> closedBy(Instant end, Topology topology, List<String> rows) {
    int origin = List.of(rows.get(0).split(",")).indexOf("origin");
    return rows.stream()
        .skip(1)
        .filter(row -> !Instant.parse(row.split(",")[origin]).plus(topology.every()).isAfter(end))
        .toList();
  }

  /** Every table of a replay that tells of an origin, by file. */
  private Map<String, List<String>> said(Topology topology, Truth truth, String name)
      throws IOException {
    Path input = truth.writeTo(folder.resolve(name));
    List<String> everybody = new ArrayList<>(List.of(TopologySpec.COMBINED));
    topology.spec.models().forEach(model -> everybody.add(model.name()));
    everybody.addAll(List.of("last-value", "seasonal", "drift", "holt-winters"));
    Path results = ReplayFixture.replay(topology.spec, input, everybody, 1).folder();
    Map<String, List<String>> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(results)) {
      files
          .filter(file -> file.toString().endsWith(".csv"))
          .forEach(file -> tables.put(file.getFileName().toString(), lines(file)));
    }
    tables.values().removeIf(rows -> !List.of(rows.get(0).split(",")).contains("origin"));
    return tables;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
