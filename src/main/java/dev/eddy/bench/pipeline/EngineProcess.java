package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code eddy run} in a process of its own, which can be killed. */
final class EngineProcess implements AutoCloseable {
  private final Process process;

  /** Starts it, as this process was started; what it says goes to standard error. */
  EngineProcess(Path topology, Path stateDirectory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.eddy.Eddy"));
    command.addAll(List.of("run", topology.toString(), "--create-topics", "--port", "0"));
    command.addAll(List.of("--state-dir", stateDirectory.toString()));
    try {
      this.process =
          new ProcessBuilder(command)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new BenchFailure("no process can be started: " + e.getMessage(), e);
    }
  }

  /** Throws if it does not run any more. */
  void requireLive() {
    if (!process.isAlive()) {
      throw new BenchFailure("the engine ended with exit code " + process.exitValue(), null);
    }
  }

  /** As a crash does, without any chance to do anything more. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
