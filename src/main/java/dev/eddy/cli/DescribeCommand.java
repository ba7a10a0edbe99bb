package dev.eddy.cli;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.backtest.source.StandardInput;
import dev.eddy.backtest.source.TableSource;
import dev.eddy.describe.Choices;
import dev.eddy.describe.Description;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy describe}: what data looks like, and a topology to begin with. */
@Command(
    name = "describe",
    mixinStandardHelpOptions = true,
    description = {
      "Says what a file's columns seem to be, its series, step, gaps, scale and seasons, and whether"
          + " it goes back to a level; and suggests a topology file. The first thing to run on data"
          + " of your own. Needs no topology; asks no broker."
    })
public final class DescribeCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DATA",
      description =
          "CSV with a header, .jsonl, .ndjson or .json with an object a line, each also .gz, or"
              + " .parquet; - for standard input, CSV or JSON lines.")
  private String data;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description = "The column with the time. Default: told by names and values.")
  private String time;

  @Option(names = "--no-time", description = "No column is the time: each row is a step.")
  private boolean untimed;

  @Option(
      names = "--series",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "The columns that name one series together. Default: those that bring order into the"
              + " times.")
  private List<String> series = List.of();

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "The column to be forecast. Default: the first with numbers that change.")
  private String target;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Of times without an offset, and of days, such as Europe/Berlin. Default: UTC.")
  private String zone;

  @Option(
      names = "--write",
      paramLabel = "FILE.yaml",
      description = "Write the suggested topology to this file, which must not be there yet.")
  private Path write;

  @Option(names = "--json", description = "One JSON object instead of text.")
  private boolean json;

  /** Made by picocli. */
  public DescribeCommand() {}

  /**
   * Reads the data and prints what it looks like.
   *
   * @throws UserError if the data or an option is not as it should be
   */
  @Override
  public Integer call() {
    if (untimed && time != null) {
      throw UserError.wrongUse("--time and --no-time: give one of them");
    }
    if (write != null && Files.exists(write)) {
      throw isThere();
    }
    Description description = description();
    if (write != null) {
      write(description.topology());
    }
    print(description);
    return ExitCode.OK;
  }

  private Description description() {
    TableSource source =
        data.equals(STANDARD_INPUT) ? new StandardInput(System.in) : new FileSource(Path.of(data));
    try {
      return Description.of(
          source,
          new Choices(
              Optional.ofNullable(time), !untimed, series, Optional.ofNullable(target), zone()));
    } catch (BacktestFailure e) {
      throw e.wrongUse() ? UserError.wrongUse(e.getMessage()) : UserError.failed(e.getMessage(), e);
    }
  }

  private Optional<ZoneId> zone() {
    try {
      return Optional.ofNullable(zone).map(ZoneId::of);
    } catch (DateTimeException e) {
      throw UserError.wrongUse(
          "--zone " + zone + ": must be a time zone, such as UTC, Europe/Berlin or +01:00");
    }
  }

  private UserError isThere() {
    return UserError.wrongUse("--write " + write + ": is there already, and is not overwritten");
  }

  private void write(String topology) {
    try {
      Files.writeString(write, topology, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw isThere();
    } catch (IOException e) {
      throw UserError.wrongUse(
          "--write " + write + ": cannot be written: " + BacktestFailure.reason(e));
    }
  }

  private void print(Description description) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      out.println(description.json());
    } else {
      description.lines().forEach(out::println);
      out.println();
      if (write == null) {
        out.print(description.topology());
      } else {
        out.println(write + ": the suggested topology. Next:");
        out.println("  ./eddy backtest " + write + " --input " + data);
      }
    }
    out.flush();
  }
}
