package dev.eddy.demo;

import dev.eddy.backtest.source.CsvRows;
import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.forecast.ForecastRecord;
import dev.eddy.forecast.RecordJson;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.rest.ServedTopology;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.stream.StreamEngine;
import dev.eddy.stream.StreamFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One bundled topology on its way: its engine runs from the start until it is closed. */
final class DemoTopology implements AutoCloseable {
  private final BundledData data;
  private final TopologySpec spec;
  private final InProcessBroker broker;
  private final Expectation expectation;
  private final StreamEngine engine;
  private volatile boolean stopped;

  /** Reads the data through, makes the topics and starts the engine. */
  DemoTopology(BundledData data, InProcessBroker broker, Path stateDirectory, Metrics metrics) {
    this.data = data;
    this.spec = load(data, broker.bootstrapServers());
    this.broker = broker;
    this.expectation = Expectation.of(spec, data);
    broker.createTopics(
        Map.of(
            spec.source().topic(), 1,
            spec.sink().forecasts(), 1,
            spec.sink().learning().topic(), 1,
            spec.sink().rejected(), 1));
    this.engine =
        StreamEngine.start(
            Generation.of(spec, TopologyText.NOTATION),
            new StreamEngine.Options(stateDirectory, false),
            new EngineMeters(metrics.registry(), spec),
            metrics.registry());
  }

  /** The very file that a user copies, with this process's broker. */
  private static TopologySpec load(BundledData data, String bootstrapServers) {
    String name = "topologies/" + data.topology() + ".yaml";
    try (InputStream file = DemoTopology.class.getResourceAsStream("/" + name)) {
      if (file == null) {
        throw new IllegalStateException("resource " + name + " is missing from the build");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return TopologyFile.parse(
              name,
              text,
              variable ->
                  Optional.of(bootstrapServers)
                      .filter(any -> variable.equals("KAFKA_BOOTSTRAP_SERVERS")))
          .spec();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long expectedForecasts() {
    return expectation.forecasts();
  }

  ServedTopology served() {
    return engine.served();
  }

  /** Lets {@link #run} return soon. */
  void stop() {
    stopped = true;
  }

  /**
   * Replays the data, and reads forecasts back until all are there.
   *
   * @param progress told how many more forecasts have been read
   * @return empty if it was stopped before
   * @throws StreamFailure if the engine fails
   */
  Optional<DemoResult> run(ReplaySpeed speed, LongConsumer progress) throws InterruptedException {
    long start = System.nanoTime();
    Replayer replayer =
        new Replayer(
            broker.bootstrapServers(), Replay.of(data.topic()).withSpeed(speed), sent -> {});
    Background replay = new Background("eddy-replay-" + data.topology(), () -> replay(replayer));
    try {
      long read = readBack(replay, progress);
      return stopped ? Optional.empty() : Optional.of(result(read, start));
    } finally {
      replayer.stop();
      replay.join();
    }
  }

  private void replay(Replayer replayer) {
    try (CsvRows rows = data.open()) {
      replayer.replay(rows);
    }
  }

  private long readBack(Background replay, LongConsumer progress) throws InterruptedException {
    RecordJson json = new RecordJson(spec);
    long read = 0;
    try (CommittedTopic topic =
        new CommittedTopic(broker.bootstrapServers(), spec.sink().forecasts())) {
      while (read < expectation.forecasts() && !stopped) {
        int more = topic.poll(record -> score(json.readForecast(record.value())));
        read += more;
        progress.accept(more);
        replay.throwFailure();
        throwEngineFailure();
      }
    } catch (IOException e) {
      throw DemoFailure.ofRunning(
          "topic " + spec.sink().forecasts() + " holds what is no forecast: " + e.getMessage(), e);
    }
    return read;
  }

  private void score(ForecastRecord record) {
    expectation.scorer().forecast(record.series(), record.steps(), record.forecast());
  }

  private void throwEngineFailure() throws InterruptedException {
    if (!engine.status().live()) {
      Optional<StreamFailure> failure = engine.awaitEnd();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  private DemoResult result(long read, long start) {
    return new DemoResult(
        spec.name(),
        expectation.records(),
        expectation.rejected(),
        read,
        expectation.series(),
        (System.nanoTime() - start) / 1e9,
        expectation.scorer().scores());
  }

  @Override
  public void close() {
    engine.close();
  }
}
