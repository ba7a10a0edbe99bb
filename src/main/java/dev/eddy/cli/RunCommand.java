package dev.eddy.cli;

import dev.eddy.config.TopologyFile;
import dev.eddy.config.TopologyText;
import dev.eddy.observe.EndpointUnavailable;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.HttpEndpoint;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.rest.ServedTopology;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.WarmStarts;
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

  private static final String HOST_AND_PORT =
      "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])"
          + ":([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TOPOLOGY.yaml", description = "The topology file.")
  private Path topology;

  @Option(
      names = "--create-topics",
      description = "Make the topics that the topology reads and writes where they are missing.")
  private boolean createTopics;

  @Mixin private WarmStartFiles warmStarts;

  @Mixin private ServingOptions serving;

  @Option(
      names = "--advertise",
      paramLabel = "HOST:PORT",
      description =
          "Where other instances of the topology reach this one, to ask it for series that it has"
              + " (default: --bind and --port; none where that is all of this machine's addresses).")
  private String advertised;

  @Option(
      names = "--state-dir",
      defaultValue = "eddy-state",
      paramLabel = "DIR",
      description =
          "Where state is kept, one process to a directory; what is lost with it comes back from"
              + " Kafka (default: ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  @Option(
      names = "--leave",
      description =
          "Hand partitions to other instances at the end: this one will not come back. Otherwise"
              + " they wait for it, 45 seconds unless session.timeout.ms says otherwise.")
  private boolean leave;

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
    checkAdvertised();
    TopologySpec spec = TopologyFile.load(topology).spec();
    Generation generation = Generation.of(spec, TopologyText.NOTATION);
    WarmStarts beginnings = warmStarts.read(exported -> exported.requireFor(generation));
    try (Metrics metrics = new Metrics()) {
      Running running = new Running(generation, beginnings, metrics);
      return StopSignal.stoppable(running::stop, () -> runUntilEnd(running));
    } catch (EndpointUnavailable | StreamFailure e) {
      throw UserError.failed(e.getMessage(), e);
    }
  }

  private void checkAdvertised() {
    if (advertised != null && !advertised.matches(HOST_AND_PORT)) {
      throw UserError.wrongUse(
          "--advertise " + advertised + ": must be HOST:PORT, an IPv6 address in brackets");
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

    Running(Generation generation, WarmStarts beginnings, Metrics metrics)
        throws EndpointUnavailable {
      this.spec = generation.spec();
      this.http = serving.open(metrics, this::served);
      try {
        engine.set(
            StreamEngine.start(
                generation,
                new StreamEngine.Options(
                    stateDirectory, createTopics, address(), leave, beginnings),
                new EngineMeters(metrics.registry(), spec),
                metrics.registry()));
      } catch (RuntimeException e) {
        http.close();
        throw e;
      }
    }

    private Optional<String> address() {
      return Optional.ofNullable(advertised).or(http::address);
    }

    private List<ServedTopology> served() {
      return Optional.ofNullable(engine.get()).map(StreamEngine::served).stream().toList();
    }

    String greeting() {
      return spec.name()
          + ": forecasts of topic "
          + spec.source().topic()
          + " go to topic "
          + spec.sink().forecasts()
          + "; see "
          + http.url()
          + (address().isPresent()
              ? ""
              : ". Other instances cannot ask this one for its series: --advertise lets them");
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
