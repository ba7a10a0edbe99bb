package dev.eddy.cli;

import dev.eddy.observe.EndpointUnavailable;
import dev.eddy.observe.HttpEndpoint;
import dev.eddy.observe.Metrics;
import dev.eddy.observe.rest.BearerToken;
import dev.eddy.observe.rest.RestApi;
import dev.eddy.observe.rest.ServedTopology;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Where a command serves what it knows, and to whom. */
final class ServingOptions {
  private static final int LARGEST_PORT = 65_535;

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "PORT",
      description =
          "Where metrics, health and /v1 are served; 0: any port that is free (default:"
              + " ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--bind",
      defaultValue = HttpEndpoint.DEFAULT_BIND,
      paramLabel = "ADDRESS",
      description =
          "The address to serve at; 0.0.0.0 for all of this machine's (default: ${DEFAULT-VALUE})."
              + " Where the variable EDDY_TOKEN is set, /v1 asks for it.")
  private String bind;

  /**
   * Checks what can be checked before anything is started.
   *
   * @throws UserError if the port is none, or the token
   */
  void check() {
    if (port < 0 || port > LARGEST_PORT) {
      throw UserError.wrongUse("--port " + port + ": must be 0 to " + LARGEST_PORT);
    }
    token(System.getenv(BearerToken.VARIABLE));
  }

  /** The token that a variable holds: one that is set, and is none, must not open the door. */
  static Optional<BearerToken> token(String variable) {
    try {
      return Optional.ofNullable(variable).map(BearerToken::new);
    } catch (IllegalArgumentException e) {
      throw UserError.wrongUse(e.getMessage());
    }
  }

  /** Starts serving. */
  HttpEndpoint open(Metrics metrics, Supplier<List<ServedTopology>> topologies)
      throws EndpointUnavailable {
    return HttpEndpoint.open(
        bind,
        port,
        metrics,
        () -> topologies.get().stream().map(ServedTopology::status).toList(),
        Optional.of(new RestApi(topologies, token(System.getenv(BearerToken.VARIABLE)))));
  }
}
