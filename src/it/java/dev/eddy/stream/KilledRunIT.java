package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.config.TopologyFile;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eddy run} in a process of its own, killed while it learns. */
class KilledRunIT {
  private static final int RECORDS = 1_200;
  private static final int MILLIS_BETWEEN = 8;

  @TempDir private Path directory;

  @Test
  void publishesAfterAKillWhatItWouldHavePublished() throws Exception {
    try (InProcessBroker broker = InProcessBroker.start();
        Topics topics = new Topics(broker.bootstrapServers())) {
      broker.createTopics(Map.of("readings", 2));
      Path file = write(broker.bootstrapServers());
      TopologySpec spec = TopologyFile.load(file, name -> Optional.empty()).spec();
      List<String> records = Streams.records(RECORDS, 4);
      Map<String, List<String>> expected = Streams.expected(spec, records);

      Process first = run(file);
      CompletableFuture<Void> replay = CompletableFuture.runAsync(() -> replay(topics, records));
      topics.read("rooms-forecasts", 100);
      first.destroyForcibly().waitFor();
      assertThat(replay).as("it was killed in the middle of the records").isNotDone();

      Process second = run(file);
      replay.join();
      assertThat(topics.readBySeries("rooms-forecasts", StreamEngineIT.count(expected)))
          .isEqualTo(expected);
      second.destroy();
      assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).as("SIGTERM ends it well").isZero();
    }
  }

  private static void replay(Topics topics, List<String> records) {
    try {
      for (String record : records) {
        topics.send("readings", record);
        Thread.sleep(MILLIS_BETWEEN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path write(String servers) throws IOException {
    String yaml =
        """
        name: rooms
        source: {topic: readings, series: [id], time: time, targets: [y], inputs: [x]}
        step: {every: 1m}
        forecast: {horizon: 3, publish: all}
        models: [{type: arx, name: arx}]
        kafka: {bootstrap.servers: "%s"}
        """
            .formatted(servers);
    return Files.writeString(directory.resolve("rooms.yaml"), yaml);
  }

  private Process run(Path file) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("dev.eddy.Eddy", "run", file.toString(), "--create-topics"));
    command.addAll(List.of("--port", "0", "--state-dir", directory.resolve("state").toString()));
    Path log = Files.createTempFile(directory, "run", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    while (!Files.readString(log).contains("forecasts of topic")) {
      assertThat(process.isAlive()).as(() -> logOf(log)).isTrue();
      Thread.sleep(50);
    }
    return process;
  }

  private static String logOf(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
