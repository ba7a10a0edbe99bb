package dev.eddy.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same file and topology give the same bytes, whatever kernel, compiler and JDK computed them.
 * Each replay is a process of its own.
 */
class SameBitsIT {
  private static final List<String> TABLES =
      List.of("forecasts.csv", "quantiles.csv", "anomalies.csv");
  private static final int MANY = 3_000;
  private static final long PATIENCE_SECONDS = 300;

  /** Everything that Eddy has, over thousands of steps. */
  private static final String AIRPORTS = "topologies/airports.yaml";

  /** One of each kind, small enough for an interpreter. */
  private static final String SMALL =
      """
      name: small
      source: {topic: t, series: [airport], time: time, targets: [departures], inputs: [delay]}
      step: {every: 1h}
      forecast: {horizon: 6, bounds: {departures: {min: 0}}}
      models:
        - {name: lstm, type: lstm, units: 8}
        - {name: echo, type: echo-state, units: 24}
        - {name: narx, type: narx, units: 8, lags: {target: 8, inputs: 2}}
        - {name: arx, type: arx, lags: {target: 8, inputs: 2}}
      """;

  /** Cells, losses, optimizers and ways to learn beside those; few units and short windows. */
  private static final String RECURRENT =
      """
      name: recurrent
      source: {topic: t, series: [airport], time: time, targets: [departures], inputs: [delay]}
      step: {every: 1h}
      forecast: {horizon: 6}
      models:
        - name: gru
          type: gru
          units: 5
          truncation: {every: 4, window: 12}
          loss: {type: pinball}
          optimizer: {type: adam-w, schedule: {type: cosine, period: 20}}
        - name: normalised
          type: lstm-layer-norm
          units: 5
          truncation: {every: 4, window: 12}
          replay: {windows: 1, history: 24}
        - name: blocks
          type: memory-block
          units: 6
          block-size: 3
          truncation: {every: 4, window: 12}
          weight-noise: 0.05
        - name: stack
          type: lstm
          units: 5
          above: [{type: gru-cho, units: 3}]
          truncation: {every: 4, window: 12}
          optimizer: {type: sgd}
        - {name: real-time, type: elman, units: 5, learning: rtrl}
      """;

  private static final String ONE_LSTM =
      """
      name: one-lstm
      source: {topic: t, series: [airport], time: time, targets: [departures], inputs: [delay]}
      step: {every: 1h}
      forecast: {horizon: 6}
      models: [{name: lstm, type: lstm, units: 8}]
      """;

  @TempDir private static Path folder;
  private static List<String> airports;
  private static Optional<Path> reference = Optional.empty();

  @BeforeAll
  static void readAirports() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    SameBitsIT.class.getResourceAsStream("/data/airport-departures.csv.gz")),
                StandardCharsets.UTF_8))) {
      airports = lines.lines().limit(1 + MANY).toList();
    }
  }

  private static Path rows(int count) throws IOException {
    return Files.write(folder.resolve("rows-" + count + ".csv"), airports.subList(0, count + 1));
  }

  private static String topology(String name, String yaml) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), yaml).toString();
  }

  /** A Java with options. */
  private record Machine(String java, List<String> options) {
    static Machine own(String... options) {
      return new Machine(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(), List.of(options));
    }
  }

  /** Replays in a process; the folder with the results. */
  private static Path replay(Machine machine, String kernel, String topology, Path input)
      throws Exception {
    Path out = Files.createTempDirectory(folder, "results");
    List<String> command = new ArrayList<>(List.of(machine.java()));
    command.addAll(
        List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(machine.options());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.eddy.Eddy", "--kernel", kernel));
    command.addAll(
        List.of(
            "backtest", topology, "--input", input.toString(), "--out", out.toString(), "--quiet"));
    Path said = Files.createTempFile(folder, "said", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    return out;
  }

  /** The airports on this Java with vectors, replayed once for all tests. */
  private static Path reference(Path input) throws Exception {
    if (reference.isEmpty()) {
      reference = Optional.of(replay(Machine.own(), "vector", AIRPORTS, input));
    }
    return reference.orElseThrow();
  }

  private static void assertSame(Path one, Path other) throws IOException {
    for (String table : TABLES) {
      assertThat(Files.size(one.resolve(table))).isGreaterThan(10_000);
      assertThat(other.resolve(table)).hasSameBinaryContentAs(one.resolve(table));
    }
  }

  @Test
  void kernelsAgree() throws Exception {
    Path input = rows(MANY);
    Path vector = reference(input);
    Path plain = replay(Machine.own(), "plain", AIRPORTS, input);
    assertSame(vector, plain);
    assertThat(Files.readString(vector.resolve("run.json"))).contains("\"kernel\":\"vector-");
    assertThat(Files.readString(plain.resolve("run.json"))).contains("\"kernel\":\"plain\"");
  }

  @Test
  void interpreterAndCompilerAgree() throws Exception {
    String topology = topology("small", SMALL);
    Path input = rows(1_600);
    assertSame(
        replay(Machine.own(), "plain", topology, input),
        replay(Machine.own("-Xint"), "plain", topology, input));
  }

  @Test
  void interpreterAndCompilerAgreeOnRecurrentCells() throws Exception {
    String topology = topology("recurrent", RECURRENT);
    Path input = rows(400);
    Path plain = replay(Machine.own(), "plain", topology, input);
    assertSame(plain, replay(Machine.own("-Xint"), "plain", topology, input));
    assertSame(plain, replay(Machine.own(), "vector", topology, input));
  }

  @Test
  void interpreterAndCompilerAgreeOnVectors() throws Exception {
    String topology = topology("one-lstm", ONE_LSTM);
    Path input = rows(400); // fewer, and no value has an anomaly score yet
    assertSame(
        replay(Machine.own(), "vector", topology, input),
        replay(Machine.own("-Xint"), "vector", topology, input));
  }

  @Test
  void javasAgree() throws Exception {
    Optional<String> other = otherJava();
    if (other.isEmpty()) {
      String missing =
          "SameBitsIT.javasAgree: there is no second JDK; EDDY_OTHER_JAVA may name its java";
      if ("required".equals(System.getProperty("eddy.tools"))) {
        fail(missing);
      }
      System.out.println(missing + "; skipped");
      Assumptions.abort(missing);
    }
    Path input = rows(MANY);
    Machine machine = new Machine(other.orElseThrow(), List.of());
    Path here = reference(input);
    Path there = replay(machine, "vector", AIRPORTS, input);
    assertSame(here, there);
    String recurrent = topology("recurrent-elsewhere", RECURRENT);
    Path few = rows(400);
    assertSame(
        replay(Machine.own(), "vector", recurrent, few), replay(machine, "vector", recurrent, few));
    assertThat(Files.readString(there.resolve("run.json")))
        .doesNotContain(
            "\"java\":\"" + System.getProperty("java.vm.name") + " " + Runtime.version() + "\"");
  }

  /** The java of another version than this one: 25, or 17 if this is that. */
  private static Optional<String> otherJava() throws IOException {
    String named = System.getProperty("eddy.other.java", System.getenv("EDDY_OTHER_JAVA"));
    if (named != null && !named.isBlank()) {
      return Optional.of(named);
    }
    Path machines = Path.of("/usr/lib/jvm");
    String version = Runtime.version().feature() == 25 ? "17" : "25";
    if (!Files.isDirectory(machines)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(machines)) {
      return found
          .filter(home -> home.getFileName().toString().contains(version))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .map(Path::toString)
          .sorted()
          .findFirst();
    }
  }
}
