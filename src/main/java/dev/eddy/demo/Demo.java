package dev.eddy.demo;

import dev.eddy.observe.Metrics;
import dev.eddy.observe.rest.ServedTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The main job, end to end, in one process: a Kafka, the bundled topologies on it, real data
 * replayed through them, and scores of the forecasts that are read back. Its engines run on until
 * it is closed.
 */
public final class Demo implements AutoCloseable {
  private final InProcessBroker broker;
  private final TemporaryDirectory state = new TemporaryDirectory("eddy-demo-state-");
  private final List<DemoTopology> topologies = new CopyOnWriteArrayList<>();

  /**
   * Starts the broker and the engines.
   *
   * @throws DemoFailure if it cannot
   * @throws dev.eddy.stream.StreamFailure if an engine cannot
   */
  public Demo(List<BundledData> data, Metrics metrics) {
    try {
      this.broker = InProcessBroker.start();
    } catch (RuntimeException e) {
      state.close();
      throw e;
    }
    try {
      for (BundledData one : data) {
        topologies.add(new DemoTopology(one, broker, state.path(), metrics));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** How many forecasts there will be. */
  public long expectedForecasts() {
    return topologies.stream().mapToLong(DemoTopology::expectedForecasts).sum();
  }

  /** What readers are told of the topologies. */
  public List<ServedTopology> served() {
    return topologies.stream().map(DemoTopology::served).toList();
  }

  /**
   * Replays all data at once, each at its pace.
   *
   * @param progress told how many more forecasts have been read; on several threads
   * @param results given each topology's result when it is there; on one thread at a time
   * @throws DemoFailure if a replay fails
   * @throws dev.eddy.stream.StreamFailure if an engine fails
   */
  public void replay(ReplaySpeed speed, LongConsumer progress, Consumer<DemoResult> results)
      throws InterruptedException {
    List<Background> running = new ArrayList<>();
    for (DemoTopology topology : topologies) {
      running.add(new Background("eddy-demo", () -> run(topology, speed, progress, results)));
    }
    for (Background one : running) {
      one.join();
    }
    running.forEach(Background::throwFailure);
  }

  private void run(
      DemoTopology topology,
      ReplaySpeed speed,
      LongConsumer progress,
      Consumer<DemoResult> results) {
    try {
      Optional<DemoResult> result = topology.run(speed, progress);
      synchronized (this) {
        result.ifPresent(results);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
  }

  /** Lets {@link #replay} return soon. */
  public void stop() {
    topologies.forEach(DemoTopology::stop);
  }

  @Override
  public void close() {
    topologies.forEach(DemoTopology::close);
    broker.close();
    state.close();
  }
}
