package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.config.TopologyFile;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

      Process first = EddyRun.start(file, directory);
      CompletableFuture<Void> replay = CompletableFuture.runAsync(() -> replay(topics, records));
      topics.read("rooms-forecasts", 100);
      first.destroyForcibly().waitFor();
      assertThat(replay).as("it was killed in the middle of the records").isNotDone();

      Process second = EddyRun.start(file, directory);
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
}
