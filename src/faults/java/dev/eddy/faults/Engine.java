package dev.eddy.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A place where {@code eddy run} runs, in a process of its own with a state folder of its own, and
 * is started again there. For one thread.
 */
final class Engine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "--add-modules",
          "jdk.incubator.vector",
          "--enable-native-access=ALL-UNNAMED");

  private static final Pattern GREETING = Pattern.compile("see (http://\\S+)");

  private final Path folder;
  private final String name;
  private final Path java;
  private final Path topology;
  private final HttpClient http = HttpClient.newHttpClient();
  private boolean leaving;
  private Optional<Child> child = Optional.empty();
  private final List<Child> processes = new ArrayList<>();

  /**
   * A place, with nothing running there yet.
   *
   * @param folder where its state goes
   * @param topology the file to run
   */
  Engine(Path folder, String name, Path java, Path topology) {
    this.folder = folder;
    this.name = name;
    this.java = java;
    this.topology = topology;
  }

  /** The same, whose partitions go to the others at once when it is told to end. */
  Engine leaving() {
    leaving = true;
    return this;
  }

  String name() {
    return name;
  }

  /** True if it was started, and not stopped: whether or not the process still lives. */
  boolean isWanted() {
    return child.isPresent();
  }

  /** The process. */
  Child child() {
    return child.orElseThrow();
  }

  /** Starts a process; returns at once. */
  void start() {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("dev.eddy.Eddy", "run", topology.toString()));
    arguments.addAll(List.of("--port", "0", "--state-dir", stateFolder().toString()));
    if (leaving) {
      arguments.add("--leave");
    }
    String log = name + "-" + (processes.size() + 1);
    child = Optional.of(Child.start(java, log, OPTIONS, arguments));
    processes.add(child());
  }

  /** Waits until it has its partitions; false if the process ended before. */
  boolean awaitReady() {
    await(name + " is ready")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !child().isAlive() || isReady());
    return child().isAlive();
  }

  private boolean isReady() throws InterruptedException {
    return url().isPresent()
        && get("/health/ready").map(HttpResponse::statusCode).equals(Optional.of(200));
  }

  /** What its HTTP endpoint says, if it answers. */
  Optional<HttpResponse<String>> get(String path) throws InterruptedException {
    URI uri = URI.create(url().orElseThrow()).resolve(path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
    try {
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<String> url() {
    Matcher greeting = GREETING.matcher(child().words());
    return greeting.find() ? Optional.of(greeting.group(1)) : Optional.empty();
  }

  /** SIGKILL. */
  void kill() {
    child().kill();
    child = Optional.empty();
  }

  /** SIGTERM, which has to end it well. */
  void stop() {
    child().terminate();
    if (child().exitValue() != 0) {
      throw new AssertionError(name + " ended with " + child().exitValue() + ": " + lastWords());
    }
    child = Optional.empty();
  }

  /** How often one of its processes went on after a fault by starting a thread again. */
  long threadsStartedAgain() {
    return processes.stream().mapToLong(process -> count(process.words())).sum();
  }

  private static long count(String words) {
    return words.lines().filter(line -> line.contains("a thread is started again after")).count();
  }

  String lastWords() {
    return child.map(Child::lastWords).orElse("");
  }

  /** Deletes its state folder; it must not run. */
  void loseState() {
    try (Stream<Path> files = Files.walk(stateFolder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path stateFolder() {
    return folder.resolve(name + "-state");
  }

  @Override
  public void close() {
    child.filter(Child::isAlive).ifPresent(Child::kill);
    child = Optional.empty();
  }
}
