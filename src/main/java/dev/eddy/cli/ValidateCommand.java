package dev.eddy.cli;

import dev.eddy.config.TopologyFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy validate}: is this file right, and what does it mean. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a topology file: prints every problem with its line and exits with 2, or prints the"
          + " topology that would run, with all defaults filled in and secrets left out."
    })
public final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TOPOLOGY.yaml", description = "The topology file.")
  private Path topology;

  /** Made by picocli. */
  public ValidateCommand() {}

  /**
   * Prints the topology.
   *
   * @throws dev.eddy.config.InvalidTopology if it is not right
   */
  @Override
  public Integer call() {
    command.commandLine().getOut().print(TopologyFile.load(topology).shown());
    command.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
