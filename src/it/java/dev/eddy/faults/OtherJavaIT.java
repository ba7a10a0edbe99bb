package dev.eddy.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines on two versions of Java side by side, between which series move. */
class OtherJavaIT {
  private static final int PARTITIONS = 2;
  private static final int SERIES = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void takesOverWithTheSameBits() throws Exception {
    Path file = folder.resolve("pumps.yaml");
    Path other = OtherJava.find().orElseGet(OtherJavaIT::missing);
    try (Stage stage = new Stage(PARTITIONS);
        Engine here = new Engine(folder, "here", Child.ownJava(), file).leaving();
        Engine there = new Engine(folder, "there", other, file).leaving()) {
      TopologySpec spec = topology(file, stage.servers());
      stage.createTopics(spec);
      here.start();
      there.start();
      assertThat(here.awaitReady()).as(here::lastWords).isTrue();
      assertThat(there.awaitReady()).as(there::lastWords).isTrue();
      List<String> sent;
      try (Watch watch = new Watch(stage.servers(), spec.sink().forecasts(), PARTITIONS);
          Replay replay =
              new Replay(
                  stage.servers(), new Readings(SERIES, 1), PARTITIONS, Replay.Pace.steady(150))) {
        awaitForecasts(watch, replay);
        here.stop(); // All series move to the other Java,
        awaitForecasts(watch, replay);
        here.start();
        assertThat(here.awaitReady()).as(here::lastWords).isTrue();
        there.stop(); // and all to this one.
        awaitForecasts(watch, replay);
        sent = new Readings(SERIES, 1).next(replay.end());
        await().atMost(PATIENCE).until(() -> watch.forecasts() >= sent.size());
      }
      Comparison comparison = stage.compare(spec, sent);
      assertThat(comparison.differences()).as(comparison::words).isZero();
      assertThat(comparison.compared()).isEqualTo(sent.size());
    }
  }

  private static Path missing() {
    String missing = "OtherJavaIT: there is no second JDK; EDDY_OTHER_JAVA may name its java";
    if ("required".equals(System.getProperty("eddy.tools"))) {
      fail(missing);
    }
    System.out.println(missing + "; skipped");
    return Assumptions.abort(missing);
  }

  private static TopologySpec topology(Path file, String servers) throws Exception {
    return Readings.topology(
        file,
        "pumps",
        """
          - {type: lstm, units: 8, truncation: {every: 4, window: 8}}
          - {type: arx, lags: {target: 4, inputs: 1}}""",
        "{cache: 100}",
        List.of(
            "bootstrap.servers: " + servers, "num.stream.threads: 1", "commit.interval.ms: 100"));
  }

  private static void awaitForecasts(Watch watch, Replay replay) {
    long now = Replay.timestamp(replay.count());
    await("forecasts of what is sent now").atMost(PATIENCE).until(() -> watch.hasCome(now));
  }
}
