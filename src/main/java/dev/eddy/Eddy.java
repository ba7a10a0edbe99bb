package dev.eddy;

import dev.eddy.cli.BacktestCommand;
import dev.eddy.cli.BenchCommand;
import dev.eddy.cli.BrokerCommand;
import dev.eddy.cli.DemoCommand;
import dev.eddy.cli.DescribeCommand;
import dev.eddy.cli.PlanCommand;
import dev.eddy.cli.ReplayCommand;
import dev.eddy.cli.ResetCommand;
import dev.eddy.cli.RunCommand;
import dev.eddy.cli.StateCommand;
import dev.eddy.cli.TuneCommand;
import dev.eddy.cli.UserError;
import dev.eddy.cli.ValidateCommand;
import dev.eddy.config.InvalidTopology;
import dev.eddy.kernel.Kernels;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * {@code eddy}: the command line's root. Exit codes: 0 done, 1 failed while running, 2 wrong use or
 * wrong file, and nothing was started.
 */
@Command(
    name = "eddy",
    mixinStandardHelpOptions = true,
    versionProvider = Eddy.Version.class,
    description = "Forecasts every series of a Kafka topic, and learns from each record.",
    subcommands = {
      BacktestCommand.class,
      BenchCommand.class,
      BrokerCommand.class,
      DemoCommand.class,
      DescribeCommand.class,
      ReplayCommand.class,
      ResetCommand.class,
      RunCommand.class,
      StateCommand.class,
      TuneCommand.class,
      PlanCommand.class,
      ValidateCommand.class
    })
public final class Eddy implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of what went wrong.")
  private boolean debug;

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      description =
          "plain or vector: the arithmetic to use; both give the same bits (default: vector where"
              + " this Java has it).")
  private String kernel;

  private Eddy() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line, ready to execute; prints to the process's streams unless told otherwise. */
  static CommandLine commandLine() {
    Eddy eddy = new Eddy();
    return new CommandLine(eddy)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(eddy::applyGlobalOptionsAndRun)
        .setParameterExceptionHandler((problem, arguments) -> wrongUse(problem))
        .setExecutionExceptionHandler((problem, line, parsed) -> eddy.failed(problem, line));
  }

  /** Without a command there is nothing to do but say which there are. */
  @Override
  public Integer call() {
    command.commandLine().usage(command.commandLine().getErr());
    return ExitCode.USAGE;
  }

  /** Options that stand before the command take effect here, ahead of it. */
  private int applyGlobalOptionsAndRun(ParseResult parsed) {
    try {
      if (kernel != null) {
        forceKernel();
      }
      return new CommandLine.RunLast().execute(parsed);
    } catch (Error e) {
      // Or picocli lets it through: memory that runs out, a native library that does not load.
      throw new ExecutionException(command.commandLine(), e.toString(), e);
    }
  }

  private void forceKernel() {
    try {
      Kernels.force(kernel);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--" + e.getMessage(), e);
    }
  }

  private static int wrongUse(ParameterException problem) {
    CommandLine line = problem.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(problem.getMessage());
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return ExitCode.USAGE;
  }

  private int failed(Exception problem, CommandLine line) {
    PrintWriter err = line.getErr();
    Throwable cause =
        problem instanceof ExecutionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    int exitCode = ExitCode.SOFTWARE;
    if (cause instanceof InvalidTopology invalid) {
      List<String> problems = invalid.problems();
      problems.forEach(err::println);
      err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
      exitCode = ExitCode.USAGE;
    } else if (cause instanceof UserError error) {
      err.println(error.getMessage());
      exitCode = error.exitCode();
    } else {
      err.println("Failed: " + cause + (debug ? "" : " (run with --debug for the stack trace)"));
    }
    if (debug) {
      cause.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Eddy.class.getPackage().getImplementationVersion();
      return new String[] {"eddy " + Optional.ofNullable(version).orElse("development")};
    }
  }
}
