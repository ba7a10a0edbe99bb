package dev.eddy.cli;

import dev.eddy.config.TopologyFile;
import dev.eddy.spec.TopologySpec;
import dev.eddy.stream.Reset;
import dev.eddy.stream.StreamFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy reset}: a deployment made one that was never started. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description =
        "Deletes what a deployment has learned and how far it has read, after asking: its group's"
            + " offsets, its internal topics and its stores on this machine. The topic that it"
            + " reads stays as it is.")
public final class ResetCommand implements Callable<Integer> {
  private final Asker asker;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "TOPOLOGY.yaml", description = "The topology file.")
  private Path topology;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Option(
      names = "--sinks",
      description =
          "Delete the records of its forecasts, learning reports and rejected records too; the"
              + " topics stay.")
  private boolean sinks;

  @Option(
      names = "--state-dir",
      defaultValue = "eddy-state",
      paramLabel = "DIR",
      description = "Where run kept its state on this machine (default: ${DEFAULT-VALUE}).")
  private Path stateDirectory;

  /** Made by picocli. */
  public ResetCommand() {
    this(Asker.atTerminal());
  }

  ResetCommand(Asker asker) {
    this.asker = asker;
  }

  /**
   * Says what will be deleted, asks, and deletes it.
   *
   * @throws dev.eddy.config.InvalidTopology if the file is not right
   * @throws UserError if nobody agrees, an instance runs, or brokers refuse
   */
  @Override
  public Integer call() {
    TopologySpec spec = TopologyFile.load(topology).spec();
    PrintWriter out = command.commandLine().getOut();
    try (Reset reset = Reset.of(spec, stateDirectory, sinks)) {
      if (reset.parts().isEmpty()) {
        out.println(spec.name() + ": there is nothing to delete");
        return ExitCode.OK;
      }
      out.println(spec.name() + " loses, for good:");
      reset.parts().forEach(part -> out.println("  " + part));
      out.flush();
      if (!yes) {
        ask(spec.name());
      }
      reset.carryOut();
      out.println(
          spec.name()
              + ": deleted; the next run is its first, once its folders in the state directories of"
              + " other machines are deleted too");
    } catch (StreamFailure e) {
      throw UserError.failed(e.getMessage(), e);
    } finally {
      out.flush();
    }
    return ExitCode.OK;
  }

  private void ask(String name) {
    Optional<String> answer = asker.answer("Type " + name + " to delete all this: ");
    if (answer.isEmpty()) {
      throw UserError.wrongUse(
          "nothing was deleted: there is no terminal to ask at; --yes deletes without asking");
    }
    if (!answer.get().strip().equals(name)) {
      throw UserError.wrongUse("nothing was deleted: that was not " + name);
    }
  }
}
