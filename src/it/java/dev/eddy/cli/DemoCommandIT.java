package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as a process, told to end before it has come far. */
class DemoCommandIT {
  @TempDir private Path directory;
  private Process process;

  @AfterEach
  void leaveNoProcess() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void endsWellInTheMiddleOfAReplay() throws Exception {
    Path said = start("--port", "0");
    await().atMost(Duration.ofMinutes(2)).until(() -> Files.readString(said).contains("Serving"));
    assertThat(exitCodeAfterSignal()).isZero();
    assertThat(temporaryDirectories()).isEmpty();
    assertThat(Files.readString(said)).containsPattern("(?m)^Serving http://localhost:\\d+ until");
  }

  @Test
  void endsWellWhileItStarts() throws Exception {
    Path said = start("--no-web");
    await().atMost(Duration.ofMinutes(2)).until(() -> temporaryDirectories().size() == 2);
    assertThat(exitCodeAfterSignal()).isZero();
    assertThat(temporaryDirectories()).isEmpty();
    // A JDK warns of what Kafka's client does, and a broker that stops while it starts may
    // complain.
    assertThat(said).content().doesNotContain("Failed:").doesNotContain("records of");
  }

  @Test
  void startsNothingWhereItsPortIsInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      Path said = start("--port", Integer.toString(taken.getLocalPort()));
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(said).content().contains("in use", "--port");
      assertThat(temporaryDirectories()).isEmpty();
    }
  }

  /** Starts a replay that would take a day. */
  private Path start(String... options) throws IOException {
    Path said = directory.resolve("said.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + Files.createDirectory(directory.resolve("temporary")),
            "-cp",
            System.getProperty("java.class.path"),
            "dev.eddy.Eddy",
            "demo",
            "--topology",
            "sensors",
            "--speed",
            "1x");
    builder.command().addAll(List.of(options));
    process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    return said;
  }

  /** Those that the process has made and not deleted. */
  private List<String> temporaryDirectories() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("temporary"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("eddy-"))
          .toList();
    }
  }

  private int exitCodeAfterSignal() throws InterruptedException {
    assertThat(process.toHandle().destroy()).isTrue();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }
}
