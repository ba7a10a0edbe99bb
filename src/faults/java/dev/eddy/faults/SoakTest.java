package dev.eddy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.Tools;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One engine at full speed for twenty minutes: what it takes of the machine stays what it is.
 * {@code -Dsoak.minutes=3} for less.
 */
@Tag("faults")
class SoakTest {
  private static final int PARTITIONS = 2;
  private static final int SERIES = 400;
  private static final int SAMPLES = 30;

  /** How many records the engine may be behind. */
  private static final long MOST_BEHIND = 4_000;

  private static final double MEBIBYTE = 1 << 20;

  @TempDir private Path folder;

  @Test
  void takesNoMoreInTheEndThanInTheMiddle() throws Exception {
    Path jcmd = Tools.find("jcmd");
    double minutes = Double.parseDouble(System.getProperty("soak.minutes", "20"));
    Path file = folder.resolve("pumps.yaml");
    List<Vitals> samples = new ArrayList<>();
    try (Stage stage = new Stage(PARTITIONS);
        Engine engine = new Engine(folder, "soak", Child.ownJava(), file)) {
      TopologySpec spec = topology(file, stage.servers());
      stage.createTopics(spec);
      engine.start();
      assertThat(engine.awaitReady()).isTrue();
      try (Watch watch = new Watch(stage.servers(), spec.sink().forecasts(), PARTITIONS);
          Replay replay =
              new Replay(
                  stage.servers(),
                  new Readings(SERIES, 1),
                  PARTITIONS,
                  Replay.Pace.ahead(MOST_BEHIND, watch::forecasts))) {
        long began = System.nanoTime();
        System.out.println("minute | records | heap MiB | resident MiB | threads | files | meters");
        for (int i = 1; i <= SAMPLES; i++) {
          sleepUntil(began + (long) (minutes * 60e9 * i / SAMPLES));
          Vitals vitals = Vitals.of(engine, jcmd);
          samples.add(vitals);
          System.out.println(row(minutes * i / SAMPLES, replay.count(), vitals));
        }
        assertThat(replay.count()).as("records").isGreaterThan(10_000);
      }
    }
    assertLevel(samples, "heap", Vitals::heapBytes, 0.1, 4 * MEBIBYTE);
    assertLevel(samples, "resident memory", Vitals::residentBytes, 0.05, 16 * MEBIBYTE);
    assertLevel(samples, "threads", Vitals::threads, 0, 2);
    assertLevel(samples, "files", Vitals::files, 0.05, 4);
    assertLevel(samples, "meters", Vitals::meters, 0.02, 0);
  }

  /** The mean of the last third may be above that of the middle third by a share and a bit. */
  private static void assertLevel(
      List<Vitals> samples, String what, ToDoubleFunction<Vitals> of, double share, double bit) {
    double middle = mean(samples.subList(SAMPLES / 3, 2 * SAMPLES / 3), of);
    double last = mean(samples.subList(2 * SAMPLES / 3, SAMPLES), of);
    assertThat(last)
        .as("%s in the last third", what)
        .isLessThanOrEqualTo(middle * (1 + share) + bit);
  }

  private static double mean(List<Vitals> samples, ToDoubleFunction<Vitals> of) {
    return samples.stream().mapToDouble(of).average().orElseThrow();
  }

  private static TopologySpec topology(Path file, String servers) throws Exception {
    return Readings.topology(
        file,
        "pumps",
        """
          - {type: lstm, units: 8, truncation: {every: 4, window: 8}}
          - {type: arx, lags: {target: 4, inputs: 1}}""",
        "{cache: " + SERIES / 2 + "}",
        List.of("bootstrap.servers: " + servers, "num.stream.threads: 1"));
  }

  private static String row(double minute, long records, Vitals vitals) {
    return String.format(
        Locale.ROOT,
        "%.1f | %d | %.1f | %.1f | %.0f | %.0f | %.0f",
        minute,
        records,
        vitals.heapBytes() / MEBIBYTE,
        vitals.residentBytes() / MEBIBYTE,
        vitals.threads(),
        vitals.files(),
        vitals.meters());
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    Thread.sleep(Math.max(0, (nanos - System.nanoTime()) / 1_000_000));
  }
}
