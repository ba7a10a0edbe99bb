package dev.eddy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.Tools;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.Metrics;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.stream.StreamEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client that is none of ours puts in, and what it gets. */
class OutsideClientIT {
  private static final String PUMPS =
      """
      name: pumps
      source: {topic: pump-readings, time: time, targets: [pressure]}
      step: {every: 1m}
      forecast: {horizon: 2, quantiles: []}
      models: [{type: arx, name: arx}]
      kafka: {bootstrap.servers: "${SERVERS}"}
      """;
  private static final String RECORDS =
      """
      P7|{"time":"2026-01-01T00:00:00Z","pressure":4.5}
      P7|{"time":"2026-01-01T00:01:00Z","pressure":"high"}
      P7|{"time":"2026-01-01T00:01:00Z","pressure":
      P7|{"time":"2026-01-01T00:02:00Z","pressure":5}
      """;

  @TempDir Path directory;

  @Test
  void kcatPutsRecordsInAndGetsForecastsAndRejectedRecordsOut() throws Exception {
    String kcat = Tools.find("kcat").toString();
    try (InProcessBroker broker = InProcessBroker.start();
        Metrics metrics = new Metrics()) {
      String servers = broker.bootstrapServers();
      TopologySpec spec =
          TopologyFile.parse("pumps.yaml", PUMPS, variable -> Optional.of(servers)).spec();
      try (StreamEngine engine =
          StreamEngine.start(
              Generation.of(spec, TopologyText.NOTATION),
              new StreamEngine.Options(directory, true),
              new EngineMeters(metrics.registry(), spec),
              metrics.registry())) {
        Tools.Result sent =
            Tools.run(
                RECORDS, List.of(kcat, "-P", "-b", servers, "-t", "pump-readings", "-K", "|"));
        assertThat(sent.exitCode()).as(sent.output()).isZero();

        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(
                () ->
                    assertThat(read(kcat, servers, "pumps-forecasts", "%k %s\n").lines())
                        .hasSize(2));
        assertThat(read(kcat, servers, "pumps-forecasts", "%k %s\n").lines().toList())
            .first()
            .isEqualTo(
                "P7 {\"v\":1,\"series\":\"P7\",\"origin\":\"2026-01-01T00:00:00Z\","
                    + "\"model\":\"combined\",\"steps\":1,\"warmup\":true,"
                    + "\"times\":[\"2026-01-01T00:01:00Z\",\"2026-01-01T00:02:00Z\"],"
                    + "\"targets\":{\"pressure\":{\"mean\":[4.5,4.5]}},"
                    + "\"anomaly\":{\"pressure\":null},\"events\":[]}");
        List<String> rejected = read(kcat, servers, "pumps-rejected", "%s %h\n").lines().toList();
        assertThat(rejected).hasSize(2);
        assertThat(rejected.get(0))
            .startsWith("{\"time\":\"2026-01-01T00:01:00Z\",\"pressure\":\"high\"} ")
            .contains("eddy.reason=number", "pressure", "eddy.topic=pump-readings")
            .contains("eddy.partition=0", "eddy.offset=1");
        assertThat(rejected.get(1)).contains("eddy.reason=malformed", "eddy.offset=2");
        assertThat(engine.status().ready()).isTrue();
      }
    }
  }

  private static String read(String kcat, String servers, String topic, String format) {
    return Tools.run(
            "",
            List.of(
                kcat,
                "-C",
                "-e",
                "-q",
                "-b",
                servers,
                "-t",
                topic,
                "-o",
                "beginning",
                "-f",
                format,
                "-X",
                "isolation.level=read_committed"))
        .output();
  }
}
