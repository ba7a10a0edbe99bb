package dev.eddy.cli;

import dev.eddy.demo.DemoFailure;
import dev.eddy.demo.InProcessBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eddy broker}: a Kafka to try things with, where none is at hand. */
@Command(
    name = "broker",
    mixinStandardHelpOptions = true,
    description =
        "Starts a Kafka of one node in this process, for trying run and replay where none is at"
            + " hand, and keeps it until Ctrl-C. It listens on this machine alone.")
public final class BrokerCommand implements Callable<Integer> {
  private static final int LARGEST_PORT = 65_535;

  @Spec private CommandSpec command;

  @Option(
      names = "--port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "Where it listens; 0: any port that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where it keeps its records for the next time; left out: nowhere, they end with it.")
  private Path data;

  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Made by picocli. */
  public BrokerCommand() {}

  /**
   * Runs the broker until the process is told to stop.
   *
   * @throws UserError if it cannot start
   */
  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > LARGEST_PORT) {
      throw UserError.wrongUse("--port " + port + ": must be 0 to " + LARGEST_PORT);
    }
    return StopSignal.stoppable(stopped::countDown, this::runUntilStopped);
  }

  private int runUntilStopped() throws InterruptedException {
    try (InProcessBroker broker = start()) {
      PrintWriter out = command.commandLine().getOut();
      out.println(greeting(broker));
      out.flush();
      stopped.await();
    }
    return ExitCode.OK;
  }

  private InProcessBroker start() {
    try {
      return data == null ? InProcessBroker.start(port) : InProcessBroker.start(port, data);
    } catch (DemoFailure e) {
      throw UserError.failed(e.getMessage(), e);
    }
  }

  private String greeting(InProcessBroker broker) {
    return "Kafka is at "
        + broker.bootstrapServers()
        + (data == null ? " and forgets all when it ends" : " and keeps its records in " + data)
        + "; now try: eddy replay DATA.csv --topic readings --create-topic --bootstrap-servers "
        + broker.bootstrapServers();
  }
}
