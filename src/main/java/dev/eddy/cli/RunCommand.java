package dev.eddy.cli;

import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.observe.EndpointUnavailable;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.HttpEndpoint;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.TopologyStatus;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.stream.StreamEngine;
import dev.eddy.stream.StreamFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy run}: the deployed stream processor. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Runs a topology against the Kafka brokers that its file names, until Ctrl-C or SIGTERM.")
public final class RunCommand implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TOPOLOGY.yaml", description = "The topology file.")
  private Path topology;

  @Option(
      names = "--create-topics",
      description = "Make the topics that the topology reads and writes where they are missing.")
  private boolean createTopics;

  @Mixin private ServingOptions serving;

  @Option(
      names = "--state-dir",
      defaultValue = "eddy-state",
      paramLabel = "DIR",
      description =
          "Where state is kept, one process to a directory; what is lost with it comes back from"
              + " Kafka (default: ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  /** Made by picocli. */
  public RunCommand() {}

  /**
   * Runs until the process is told to stop.
   *
   * @throws dev.eddy.config.InvalidTopology if the file is not right
   * @throws UserError if it cannot start, or fails
   */
  @Override
  public Integer call() throws Exception {
    serving.check();
    TopologySpec spec = TopologyFile.load(topology).spec();
    try (Metrics metrics = new Metrics()) {
      Running running = new Running(spec, metrics);
      return StopSignal.stoppable(running::stop, () -> runUntilEnd(running));
    } catch (EndpointUnavailable | StreamFailure e) {
      throw UserError.failed(e.getMessage(), e);
    }
  }

  private int runUntilEnd(Running running) throws InterruptedException {
    try (running) {
      PrintWriter out = command.commandLine().getOut();
      out.println(running.greeting());
      out.flush();
      running.awaitEnd();
    }
    return ExitCode.OK;
  }

  /** An engine and what it shows of itself, from before it starts. */
  private final class Running implements AutoCloseable {
    private final TopologySpec spec;
    private final HttpEndpoint http;
    private final AtomicReference<StreamEngine> engine = new AtomicReference<>();

    Running(TopologySpec spec, Metrics metrics) throws EndpointUnavailable {
      this.spec = spec;
      this.http = serving.open(metrics, this::status);
      try {
        engine.set(
            StreamEngine.start(
                Generation.of(spec, TopologyText.NOTATION),
                new StreamEngine.Options(stateDirectory, createTopics),
                new EngineMeters(metrics.registry(), spec),
                metrics.registry()));
      } catch (RuntimeException e) {
        http.close();
        throw e;
      }
    }

    private List<TopologyStatus> status() {
      return Optional.ofNullable(engine.get()).map(StreamEngine::status).stream().toList();
    }

    String greeting() {
      return spec.name()
          + ": forecasts of topic "
          + spec.source().topic()
          + " go to topic "
          + spec.sink().forecasts()
          + "; see "
          + http.url();
    }

    void awaitEnd() throws InterruptedException {
      Optional<StreamFailure> failure = engine.get().awaitEnd();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    void stop() {
      engine.get().stop();
    }

    @Override
    public void close() {
      engine.get().close();
      http.close();
    }
  }
}
