package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.demo.InProcessBroker;
import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.stream.StreamEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a reset takes, what it leaves, and when it refuses. */
class ResetCommandIT {
  private static final int RECORDS = 20;

  @TempDir private Path directory;
  private InProcessBroker broker;
  private Path file;

  @BeforeEach
  void startBroker() throws Exception {
    broker = InProcessBroker.start();
    broker.createTopics(Map.of("readings", 1, "rooms-east-journal-changelog", 1));
    String yaml =
        """
        name: rooms
        source: {topic: readings, series: [id], time: time, targets: [y]}
        forecast: {horizon: 3, publish-from: now}
        models: [{type: arx, name: arx}]
        kafka: {bootstrap.servers: "%s"}
        """
            .formatted(broker.bootstrapServers());
    file = Files.writeString(directory.resolve("rooms.yaml"), yaml);
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void makesADeploymentOneThatWasNeverStarted() throws Exception {
    Set<String> before = topics();
    SimpleMeterRegistry first = new SimpleMeterRegistry();
    try (StreamEngine engine = start(first)) {
      send();
      awaitLearned(first);
      assertThat(reset("", "--yes", "--state-dir", directory.resolve("other").toString()))
          .startsWith("1 topology rooms runs: its group has ")
          .contains("stop all instances first");
      assertThat(reset("", "--yes")).startsWith("1 state directory").contains("in use");
      assertThat(engine.status().live()).isTrue();
    }
    long forecasts = forecasts();
    assertThat(forecasts).isGreaterThanOrEqualTo(RECORDS);
    assertThat(reset("rms")).endsWith("2 nothing was deleted: that was not rooms");
    assertThat(reset("")).contains("2 nothing was deleted: there is no terminal");
    assertThat(reset("rooms", "--sinks"))
        .matches(
            """
            rooms loses, for good:
              the offsets of group rooms: how far it has read topic readings
              topic rooms-snapshots-changelog
              topic rooms-journal-changelog
              topic rooms-by-series-repartition
              topic rooms-control
              topic rooms-start
              directory %s
              the records of topic rooms-forecasts, up to %d
              the records of topic rooms-learning, up to \\d+
            rooms: deleted; the next run is its first, once .* other machines are deleted too
            """
                .formatted(directory.resolve("state/rooms"), forecasts));
    before.addAll(List.of("rooms-forecasts", "rooms-learning", "rooms-rejected"));
    assertThat(topics()).isEqualTo(before);
    assertThat(forecasts()).isZero();
    assertThat(reset("", "--sinks")).isEqualTo("rooms: there is nothing to delete\n");
    SimpleMeterRegistry again = new SimpleMeterRegistry();
    try (StreamEngine engine = start(again)) {
      awaitLearned(again);
      assertThat(engine.status().live()).isTrue();
    }
    assertThat(forecasts()).as("all was there before this first start").isZero();
  }

  private StreamEngine start(SimpleMeterRegistry registry) {
    TopologySpec spec = TopologyFile.load(file).spec();
    return StreamEngine.start(
        Generation.of(spec, TopologyText.NOTATION),
        new StreamEngine.Options(directory.resolve("state"), true),
        new EngineMeters(registry, spec),
        registry);
  }

  private static void awaitLearned(SimpleMeterRegistry registry) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                registry.get("eddy.records").tag("outcome", "accepted").counter().count()
                    == RECORDS);
  }

  /** What the command prints, and how it fails. */
  private String reset(String typed, String... options) {
    List<String> arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of("--state-dir", directory.resolve("state").toString()));
    arguments.addAll(List.of(options));
    StringWriter out = new StringWriter();
    new CommandLine(
            new ResetCommand(question -> Optional.of(typed).filter(answer -> !answer.isEmpty())))
        .setOverwrittenOptionsAllowed(true)
        .setOut(new PrintWriter(out))
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              UserError error = (UserError) problem;
              out.append(error.exitCode() + " " + error.getMessage());
              return error.exitCode();
            })
        .execute(arguments.toArray(String[]::new));
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private void send() throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties(), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < RECORDS; i++) {
        String json = "{\"id\":\"a\",\"time\":" + i * 60_000L + ",\"y\":" + i + "}";
        producer.send(new ProducerRecord<>("readings", json)).get();
      }
    }
  }

  private Map<String, Object> properties() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private Set<String> topics() throws Exception {
    try (Admin admin = Admin.create(properties())) {
      return new HashSet<>(admin.listTopics().names().get());
    }
  }

  private long forecasts() throws Exception {
    try (Admin admin = Admin.create(properties())) {
      return offset(admin, OffsetSpec.latest()) - offset(admin, OffsetSpec.earliest());
    }
  }

  private static long offset(Admin admin, OffsetSpec which) throws Exception {
    TopicPartition only = new TopicPartition("rooms-forecasts", 0);
    return admin.listOffsets(Map.of(only, which)).all().get().get(only).offset();
  }
}
