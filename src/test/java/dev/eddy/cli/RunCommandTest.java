package dev.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What keeps a run from starting, before a broker is asked. */
class RunCommandTest {
  @TempDir private Path directory;

  @Test
  void refusesAPortThatIsNone() throws IOException {
    assertThat(problem("--port", "70000")).isEqualTo("2 --port 70000: must be 0 to 65535");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eddy-1",
        "eddy-1:",
        ":8080",
        "eddy-1:0",
        "eddy-1:65536",
        "http://eddy-1:8080",
        "::1:8080",
        "a b:80"
      })
  void refusesAnAddressThatIsNone(String address) throws IOException {
    assertThat(problem("--advertise", address))
        .isEqualTo("2 --advertise " + address + ": must be HOST:PORT, an IPv6 address in brackets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eddy-1.eddy:8080", "10.0.0.7:1", "[2001:db8::7]:65535"})
  void takesAnAddress(String address) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThat(problem("--port", "0", "--advertise", address, "--state-dir", file.toString()))
        .contains("cannot be written");
  }

  @Test
  void refusesATokenThatIsNone() {
    assertThatThrownBy(() -> ServingOptions.token(""))
        .isInstanceOfSatisfying(UserError.class, error -> assertThat(error.exitCode()).isEqualTo(2))
        .hasMessageStartingWith("EDDY_TOKEN: must be 16 to 512 ASCII characters");
    assertThat(ServingOptions.token(null)).isEmpty();
    assertThat(ServingOptions.token("a-token-of-some-length")).isPresent();
  }

  @Test
  void saysThatAPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      String port = Integer.toString(taken.getLocalPort());
      assertThat(problem("--port", port)).startsWith("1 ").contains(port, "in use", "--port");
    }
  }

  @Test
  void saysThatTheStateDirectoryCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "in the way");
    assertThat(problem("--port", "0", "--state-dir", file.toString()))
        .startsWith("1 state directory " + file + " cannot be written");
  }

  @Test
  void refusesAFileThatNoSeriesCanBeginWith() throws IOException {
    Path file = Files.writeString(directory.resolve("a.state"), "room");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path none = directory.resolve("none.state");
    assertThat(problem("--warm-start", file.toString()))
        .isEqualTo("2 " + file + ": is no exported series");
    assertThat(problem("--warm-start", empty.toString())).isEqualTo("2 " + empty + ": has no file");
    assertThat(problem("--warm-start", none.toString()))
        .isEqualTo("2 " + none + ": there is no such file");
  }

  private String problem(String... options) throws IOException {
    Path topology =
        Files.writeString(
            directory.resolve("rooms.yaml"),
            """
            name: rooms
            source: {topic: readings, targets: [y]}
            forecast: {horizon: 3}
            models: [{type: arx, name: arx}]
            kafka: {bootstrap.servers: "localhost:1"}
            """);
    List<String> arguments = new ArrayList<>(List.of(topology.toString()));
    arguments.addAll(List.of(options));
    StringBuilder said = new StringBuilder();
    new CommandLine(new RunCommand())
        .setExecutionExceptionHandler(
            (problem, line, parsed) -> {
              UserError error = (UserError) problem;
              said.append(error.exitCode()).append(' ').append(error.getMessage());
              return error.exitCode();
            })
        .execute(arguments.toArray(String[]::new));
    return said.toString();
  }
}
