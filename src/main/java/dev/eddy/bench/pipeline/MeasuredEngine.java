package dev.eddy.bench.pipeline;

import dev.eddy.bench.BenchFailure;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.Metrics;
import dev.eddy.spec.TopologySpec;
import dev.eddy.stream.StreamEngine;
import dev.eddy.stream.StreamFailure;
import java.nio.file.Path;

/** The engine in this process, its times told by processor time. */
final class MeasuredEngine implements MeasuredStream {
  private final TopologySpec spec;
  private final Metrics metrics = new Metrics();
  private final EngineMeters meters;
  private final StreamEngine engine;

  /** Starts it, with topics made where they are missing. */
  MeasuredEngine(TopologySpec spec, Path stateDirectory) {
    this.spec = spec;
    this.meters = new EngineMeters(metrics.registry(), spec, ThreadTimes::ofCaller);
    try {
      this.engine =
          StreamEngine.start(
              ModelSet.generation(spec),
              new StreamEngine.Options(stateDirectory, true),
              meters,
              metrics.registry());
    } catch (RuntimeException e) {
      metrics.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public long processed() {
    return meters.learning().records();
  }

  @Override
  public double learningNanos() {
    return meters.learning().nanos();
  }

  @Override
  public void requireLive() throws InterruptedException {
    if (!engine.status().live()) {
      StreamFailure failure = engine.awaitEnd().orElse(null);
      throw new BenchFailure(failure == null ? name() + " ended" : failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    engine.close();
    metrics.close();
  }
}
