package dev.eddy.backtest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that is told to end in the middle. */
class InterruptionIT {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void whatWasReplayedUntilThenIsLeft() throws Exception {
    StringBuilder rows = new StringBuilder("time,load\n");
    for (int n = 0; n < 200_000; n++) {
      rows.append(3_600_000L * n).append(',').append(n % 24).append('\n');
    }
    Path input = Files.writeString(folder.resolve("data.csv"), rows);
    Path topology =
        Files.writeString(
            folder.resolve("t.yaml"),
            "name: t\nsource: {topic: t, time: time, targets: [load]}\nstep: {every: 1h}\nforecast: {horizon: 24}\n");
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.eddy.Eddy",
                "backtest",
                topology.toString(),
                "--input",
                input.toString(),
                "--out",
                folder.resolve("results").toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      Path partial = folder.resolve(".results.partial-" + process.pid());
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(partial));
      process.destroy(); // SIGTERM, which is handled as Ctrl-C is
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isNotZero();
    assertThat(Files.readString(said)).contains("stopped before the end of the input");
    assertThat(names()).containsExactly("data.csv", "results-partial", "said.txt", "t.yaml");
    assertThat(folder.resolve("results-partial/report.html")).isNotEmptyFile();
    assertThat(Files.readString(folder.resolve("results-partial/scores.json")))
        .contains("\"complete\":false");
  }
}
