package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The two commands as processes, ended by signals. */
class BrokerAndReplayCommandIT {
  private static final Pattern ADDRESS = Pattern.compile("Kafka is at (localhost:\\d+) ");

  private final List<Process> processes = new ArrayList<>();

  @TempDir Path directory;

  /** A process of one command. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) {
      System.exit(
          new CommandLine(new Root())
              .addSubcommand(new BrokerCommand())
              .addSubcommand(new ReplayCommand())
              .execute(arguments));
    }
  }

  @CommandLine.Command(name = "root")
  static final class Root {}

  @AfterEach
  void leaveNoProcess() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void aBrokerServesUntilToldToStopAndKeepsItsDataThroughACrash() throws Exception {
    Path data = directory.resolve("broker");
    Process first = start("broker", "--port", "0", "--data", data.toString());
    String servers = address(first);
    assertThat(replay(servers, "--create-topic"))
        .isEqualTo("2 records sent to topic t at " + servers);
    first.destroyForcibly();
    assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();

    Process second = start("broker", "--port", "0", "--data", data.toString());
    servers = address(second);
    assertThat(replay(servers)).isEqualTo("2 records sent to topic t at " + servers);
    assertThat(exitCodeAfterSignal(second)).isZero();
  }

  @Test
  void aReplayToldToStopSaysHowManyWereSent() throws Exception {
    Process broker = start("broker", "--port", "0");
    String servers = address(broker);
    String file = file("time,a", "0,1", "1,2", "3600000,3");
    Process replay =
        start(
            "replay",
            file,
            "--topic",
            "t",
            "--speed",
            "1x",
            "--create-topic",
            "--bootstrap-servers",
            servers);
    awaitRecords(servers, 2);

    assertThat(exitCodeAfterSignal(replay)).isZero();
    assertThat(replay.inputReader().readLine())
        .isEqualTo("Stopped: 2 records sent to topic t at " + servers);
    assertThat(exitCodeAfterSignal(broker)).isZero();
  }

  @Test
  void aReplayThatMeetsABrokenRowSaysWhereAndHowManyWereSent() throws Exception {
    String servers = address(start("broker", "--port", "0"));
    String file = file("a,b", "1,2", "\"3,4", "5,6");
    AtomicReference<Exception> thrown = new AtomicReference<>();
    new CommandLine(new ReplayCommand())
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              thrown.set(problem);
              return 0;
            })
        .execute(file, "--topic", "t", "--create-topic", "--bootstrap-servers", servers);
    assertThat(thrown.get())
        .hasMessage(file + ":3: a quote that is never closed (1 records were sent)")
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1));
  }

  private static void awaitRecords(String servers, long count) {
    TopicPartition partition = new TopicPartition("t", 0);
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers", servers,
            "key.deserializer", ByteArrayDeserializer.class,
            "value.deserializer", ByteArrayDeserializer.class);
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> consumer.endOffsets(List.of(partition)).get(partition) == count);
    }
  }

  private String replay(String servers, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(file("a", "1", "2"), "--topic", "t", "--bootstrap-servers", servers));
    arguments.addAll(List.of(options));
    StringWriter out = new StringWriter();
    int exitCode =
        new CommandLine(new ReplayCommand())
            .setOut(new PrintWriter(out))
            .execute(arguments.toArray(String[]::new));
    assertThat(exitCode).isZero();
    return out.toString().strip();
  }

  private String file(String... lines) throws IOException {
    return Files.writeString(directory.resolve("rows.csv"), String.join("\n", lines)).toString();
  }

  private Process start(String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    processes.add(process);
    return process;
  }

  private static String address(Process broker) throws IOException {
    BufferedReader out = broker.inputReader();
    String line = out.readLine();
    assertThat(line).isNotNull().containsPattern(ADDRESS);
    Matcher matcher = ADDRESS.matcher(line);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  /**
   * SIGTERM, as by a service manager; SIGINT takes the same way. Process.destroy would close its
   * output.
   */
  private static int exitCodeAfterSignal(Process process) throws InterruptedException {
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
