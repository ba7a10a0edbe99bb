package dev.eddy.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Brokers and engines, with somebody who starts again what ended by itself, as a service manager
 * does. For one thread.
 */
final class Deployment implements AutoCloseable {
  private final SplittableRandom random;
  private final Brokers brokers;
  private final List<Engine> engines;
  private final List<String> endedByThemselves = new ArrayList<>();

  /**
   * One that runs.
   *
   * @param brokers closed with it
   * @param engines closed with it; of which {@link Engine#isWanted} tells whether it is to run
   * @param random what is chosen by chance is chosen by it
   */
  Deployment(Brokers brokers, List<Engine> engines, SplittableRandom random) {
    this.brokers = brokers;
    this.engines = engines;
    this.random = random;
  }

  /**
   * Engines at so many places, not started. The second runs on another JDK where there is one; all
   * but the first hand over their partitions when they are told to end.
   */
  static List<Engine> engines(Path folder, Path topology, int count) {
    List<Engine> engines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Optional<Path> other = i == 1 ? OtherJava.find() : Optional.empty();
      Engine engine =
          new Engine(folder, "engine-" + (i + 1), other.orElse(Child.ownJava()), topology);
      engines.add(i == 0 ? engine : engine.leaving());
    }
    return engines;
  }

  Brokers brokers() {
    return brokers;
  }

  SplittableRandom random() {
    return random;
  }

  /** One of the engines that run. */
  Engine anEngine() {
    List<Engine> running = running();
    return running.get(random.nextInt(running.size()));
  }

  /** Those that are to run. */
  List<Engine> running() {
    return engines.stream().filter(Engine::isWanted).toList();
  }

  /** Those that are not. */
  List<Engine> idle() {
    return engines.stream().filter(engine -> !engine.isWanted()).toList();
  }

  /** Starts again what ended by itself. */
  void supervise() {
    for (Engine engine : running()) {
      if (!engine.child().isAlive()) {
        endedByThemselves.add(
            engine.name() + " with " + engine.child().exitValue() + ": " + engine.lastWords());
        engine.start();
      }
    }
  }

  /** Starts an engine, and returns when it has its partitions. */
  void start(Engine engine) {
    engine.start();
    while (!engine.awaitReady()) {
      supervise();
    }
  }

  /** Waits; what ends by itself meanwhile is started again. */
  void pass(double seconds) throws InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      supervise();
      Thread.sleep(100);
    }
  }

  /** Every time that an engine ended by itself, with its last words. */
  List<String> endedByThemselves() {
    return endedByThemselves;
  }

  /** How often an engine went on after a fault by starting a thread again. */
  long threadsStartedAgain() {
    return engines.stream().mapToLong(Engine::threadsStartedAgain).sum();
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
    brokers.close();
  }
}
