package dev.eddy.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A Java process that a test started. Whatever becomes of the test, no child outlives it: those
 * left are killed when the test's own process ends, and end by themselves where that was killed.
 */
final class Child {
  /** Where everybody's words are kept until the next run. */
  private static final Path LOGS = Path.of("target", "faults");

  private static final int MOST_LAST_WORDS = 2_000;

  private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> LIVING.forEach(Process::destroyForcibly)));
  }

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one with this process' class path.
   *
   * @param java the program, of any JDK from 17 on
   * @param name of the file in target/faults where all that it says is written
   * @param options of Java
   * @param arguments the main class and its arguments
   */
  static Child start(Path java, String name, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.add(EndsWithParent.class.getName());
    command.addAll(arguments);
    Path log = LOGS.resolve(name + ".log");
    try {
      Files.createDirectories(LOGS);
      Files.writeString(log, "");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      LIVING.add(process);
      process.onExit().thenAccept(LIVING::remove);
      // Not redirected to the file, as a limit on the child's files would hold for it as well.
      Thread listener = new Thread(() -> copy(process.getInputStream(), log), "child-output");
      listener.setDaemon(true);
      listener.start();
      return new Child(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(InputStream said, Path log) {
    try (said;
        OutputStream out = Files.newOutputStream(log)) {
      byte[] buffer = new byte[8192];
      for (int count = said.read(buffer); count >= 0; count = said.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // A child that was killed has closed its end.
    }
  }

  /** This process' own Java. */
  static Path ownJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What it ended with. */
  int exitValue() {
    return process.exitValue();
  }

  /** All that it has said. */
  String words() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The end of that. */
  String lastWords() {
    String words = words();
    return words.substring(Math.max(0, words.length() - MOST_LAST_WORDS));
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    if (!awaitEnd(10)) {
      throw new AssertionError("process " + pid() + " outlived SIGKILL");
    }
  }

  /** SIGTERM; returns when it has ended. */
  void terminate() {
    // Not destroy(), which also closes the child's streams, as if this process had ended.
    run("kill", "-TERM", Long.toString(pid()));
    if (!awaitEnd(60)) {
      process.destroyForcibly();
      throw new AssertionError(
          "process " + pid() + " outlived SIGTERM by a minute: " + lastWords());
    }
  }

  /** SIGSTOP. */
  void pause() {
    run("kill", "-STOP", Long.toString(pid()));
  }

  /** SIGCONT. */
  void resume() {
    run("kill", "-CONT", Long.toString(pid()));
  }

  /** Lets none of its files grow, as on a full disk. */
  void fillDisk() {
    run("prlimit", "--pid", Long.toString(pid()), "--fsize=0:");
  }

  /** Takes that back. */
  void emptyDisk() {
    run("prlimit", "--pid", Long.toString(pid()), "--fsize=unlimited:");
  }

  /** What a tool of the JDK says of it. */
  String ask(Path tool, String question) {
    return run(tool.toString(), Long.toString(pid()), question);
  }

  private boolean awaitEnd(int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while process " + pid() + " ends", e);
    }
  }

  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
