package dev.eddy.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code eddy run} in a process of its own, which can be killed. */
final class EddyRun {
  private EddyRun() {}

  /**
   * Starts it, and waits until it says that it runs.
   *
   * @param directory where its state is kept, and its log
   */
  static Process start(Path topology, Path directory, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("dev.eddy.Eddy", "run", topology.toString(), "--create-topics"));
    command.addAll(List.of("--port", "0", "--state-dir", directory.resolve("state").toString()));
    command.addAll(List.of(options));
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
