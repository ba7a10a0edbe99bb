package dev.eddy.cli;

import dev.eddy.backtest.report.ScoreTable;
import dev.eddy.demo.BundledData;
import dev.eddy.demo.Demo;
import dev.eddy.demo.DemoFailure;
import dev.eddy.demo.DemoResult;
import dev.eddy.demo.ReplaySpeed;
import dev.eddy.observe.EndpointUnavailable;
import dev.eddy.observe.HttpEndpoint;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.rest.ServedTopology;
import dev.eddy.stream.StreamFailure;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eddy demo}: everything at once, in this process, on real data. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts a Kafka in this process, replays real data through the bundled topologies, scores"
            + " the forecasts that it reads back, and serves metrics until Ctrl-C.")
public final class DemoCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Spec private CommandSpec command;

  @Option(
      names = "--topology",
      defaultValue = ALL,
      paramLabel = "NAME",
      description = "airports, sensors, prices or all (default: ${DEFAULT-VALUE}).")
  private String topology;

  @Option(
      names = "--speed",
      defaultValue = "max",
      paramLabel = "SPEED",
      description =
          "How fast the data is replayed: max, or 60x for sixty times its own pace (default:"
              + " ${DEFAULT-VALUE}).")
  private String speed;

  @Option(
      names = "--exit-after-replay",
      description = "End once all forecasts have been read back and scored.")
  private boolean exitAfterReplay;

  @Mixin private ServingOptions serving;

  @Option(names = "--no-web", description = "Serve nothing.")
  private boolean noWeb;

  @Option(names = "--json", description = "Print one JSON object a line and topology.")
  private boolean json;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Demo> running = new AtomicReference<>(); // null before the start

  /** Made by picocli. */
  public DemoCommand() {}

  /**
   * Runs the demonstration.
   *
   * @throws UserError if it cannot start, or fails
   */
  @Override
  public Integer call() throws Exception {
    serving.check();
    List<BundledData> data = data();
    ReplaySpeed pace = pace();
    try {
      return StopSignal.stoppable(this::stop, () -> run(data, pace));
    } catch (DemoFailure | EndpointUnavailable | StreamFailure e) {
      throw UserError.failed(e.getMessage(), e);
    }
  }

  private List<BundledData> data() {
    List<BundledData> chosen =
        Arrays.stream(BundledData.values())
            .filter(one -> topology.equals(ALL) || topology.equals(one.topology()))
            .toList();
    if (chosen.isEmpty()) {
      throw UserError.wrongUse(
          "--topology "
              + topology
              + ": must be all or one of "
              + Arrays.stream(BundledData.values())
                  .map(BundledData::topology)
                  .collect(Collectors.joining(", ")));
    }
    return chosen;
  }

  private ReplaySpeed pace() {
    try {
      return ReplaySpeed.parse(speed);
    } catch (DemoFailure e) {
      throw UserError.wrongUse(e.getMessage());
    }
  }

  private void stop() {
    stopped.countDown();
    Optional.ofNullable(running.get()).ifPresent(Demo::stop);
  }

  /** All that it opens is closed before it returns: a process told to stop ends right then. */
  private int run(List<BundledData> data, ReplaySpeed pace)
      throws EndpointUnavailable, InterruptedException {
    try (Metrics metrics = new Metrics();
        Web web = new Web(metrics);
        Demo demo = new Demo(data, metrics)) {
      running.set(demo);
      if (stopped.getCount() > 0) {
        run(demo, pace, web);
      }
    }
    return ExitCode.OK;
  }

  private void run(Demo demo, ReplaySpeed pace, Web web) throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    if (!json) {
      web.url().ifPresent(url -> out.println("Serving " + url + " until Ctrl-C."));
      out.flush();
    }
    try (DemoProgress progress = new DemoProgress(demo.expectedForecasts(), !json)) {
      demo.replay(pace, progress, result -> progress.print(out, text(result)));
    }
    if (exitAfterReplay || stopped.getCount() == 0) {
      return;
    }
    if (!json) {
      out.printf("%nAll is replayed; Ctrl-C ends it.%n");
      out.flush();
    }
    stopped.await();
  }

  private String text(DemoResult result) {
    if (json) {
      return result.json();
    }
    return String.format(
            Locale.ROOT,
            "%n%s: %,d records of %d series, %d rejected, %,d forecasts in %.1f s%n",
            result.topology(),
            result.records(),
            result.series(),
            result.rejected(),
            result.forecasts(),
            result.seconds())
        + ScoreTable.of(result.scores().models());
  }

  /** What is served, if anything. */
  private final class Web implements AutoCloseable {
    private final Optional<HttpEndpoint> endpoint;

    Web(Metrics metrics) throws EndpointUnavailable {
      this.endpoint = noWeb ? Optional.empty() : Optional.of(serving.open(metrics, this::served));
    }

    private List<ServedTopology> served() {
      return Optional.ofNullable(running.get()).map(Demo::served).orElse(List.of());
    }

    Optional<String> url() {
      return endpoint.map(HttpEndpoint::url);
    }

    @Override
    public void close() {
      endpoint.ifPresent(HttpEndpoint::close);
    }
  }
}
