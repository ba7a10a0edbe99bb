package dev.eddy.cli;

import dev.eddy.bench.CoreBench;
import dev.eddy.bench.Row;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eddy bench}: this machine measured. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures this machine.",
    subcommands = {BenchCommand.Core.class, BenchPipelineCommand.class})
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  /** Made by picocli. */
  public BenchCommand() {}

  /** Without a subcommand there is nothing to do but say which there are. */
  @Override
  public Integer call() {
    command.commandLine().usage(command.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** {@code eddy bench core}: the arithmetic under the forecasters, on one core. */
  @Command(
      name = "core",
      mixinStandardHelpOptions = true,
      description = {
        "Measures an event of a series and the updates of the forecasters on one core, beside what the core and its memory"
            + " can do and beside a library of matrices. Takes a minute and a half; medians, after"
            + " warm-up. A machine that does other things meanwhile is measured with them."
      })
  public static final class Core implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    /** Made by picocli. */
    public Core() {}

    /** Measures, and prints each row as it comes. */
    @Override
    public Integer call() {
      PrintWriter terminal = command.commandLine().getOut();
      CoreBench.complete().run(row -> print(terminal, row));
      return ExitCode.OK;
    }

    private void print(PrintWriter terminal, Row row) {
      terminal.println(json ? row.json() : row.text());
      terminal.flush();
    }
  }
}
