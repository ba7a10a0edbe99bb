package dev.eddy.cli;

import dev.eddy.observe.EndpointUnavailable;
import dev.eddy.observe.HttpEndpoint;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.TopologyStatus;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a command serves metrics and health. */
final class ServingOptions {
  private static final int LARGEST_PORT = 65_535;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description =
          "Where metrics and health are served; 0: any port that is free (default:"
              + " ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = HttpEndpoint.DEFAULT_BIND,
      paramLabel = "ADDRESS",
      description =
          "The address to serve metrics and health at; 0.0.0.0 for all of this machine's (default:"
              + " ${DEFAULT-VALUE}).")
  private String bind;

  /**
   * Checks what can be checked before anything is started.
   *
   * @throws UserError if the port is none
   */
  void check() {
    if (port < 0 || port > LARGEST_PORT) {
      throw UserError.wrongUse("--port " + port + ": must be 0 to " + LARGEST_PORT);
    }
  }

  /** Starts serving. */
  HttpEndpoint open(Metrics metrics, Supplier<List<TopologyStatus>> topologies)
      throws EndpointUnavailable {
    return HttpEndpoint.open(bind, port, metrics, topologies);
  }
}
