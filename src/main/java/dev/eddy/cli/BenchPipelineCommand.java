package dev.eddy.cli;

import dev.eddy.bench.BenchFailure;
import dev.eddy.bench.pipeline.ModelSet;
import dev.eddy.bench.pipeline.PipelineBench;
import dev.eddy.bench.pipeline.PipelineBench.Case;
import dev.eddy.bench.pipeline.PipelineBench.Options;
import dev.eddy.demo.DemoFailure;
import dev.eddy.stream.StreamFailure;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code eddy bench pipeline}: the engine measured from topic to topic. */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the engine between topics of a Kafka in this process, exactly once and with one"
          + " thread, beside a bare stream that reads as much, puts 100 bytes and writes as much."
          + " Takes a few minutes; docs/pipeline.md says what the numbers mean."
    })
public final class BenchPipelineCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--case",
      defaultValue = "all",
      paramLabel = "CASE",
      description =
          "speed, latency, restore; scale: 50,000 series, all live; evicting: room for a tenth of"
              + " the series; all: the first three (default: ${DEFAULT-VALUE}).")
  private Case what;

  @Option(
      names = "--models",
      defaultValue = "light",
      paramLabel = "SET",
      description =
          "light: an LSTM of 16 units and a linear model; default: what a topology has that names"
              + " none (default: ${DEFAULT-VALUE}).")
  private ModelSet models;

  @Option(
      names = "--series",
      defaultValue = "0",
      paramLabel = "N",
      description = "How many series; 0: as many as suit the case (default: ${DEFAULT-VALUE}).")
  private int series;

  @Option(
      names = "--events",
      defaultValue = "0",
      paramLabel = "M",
      description =
          "How many records are measured; 0: as many as suit the case (default:"
              + " ${DEFAULT-VALUE}).")
  private long events;

  @Option(
      names = "--rate",
      defaultValue = "1000",
      paramLabel = "R",
      description = "Records a second, where the pace is set: latency (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(names = "--json", description = "One JSON object a line instead of a table.")
  private boolean json;

  /** Made by picocli. */
  public BenchPipelineCommand() {}

  /**
   * Measures, prints each row as it comes, and says on standard error what it is doing.
   *
   * @throws UserError if an option is wrong, or it does not come to its end
   */
  @Override
  public Integer call() throws InterruptedException {
    require("--series", series, 0);
    require("--events", events, 0);
    require("--rate", rate, 1);
    PrintWriter out = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    try {
      new PipelineBench(new Options(what, models, series, events, rate), line -> print(err, line))
          .run(row -> print(out, json ? row.json() : row.text()));
    } catch (BenchFailure | DemoFailure | StreamFailure e) {
      throw UserError.failed(e.getMessage(), e);
    }
    return ExitCode.OK;
  }

  private static void require(String option, long value, long least) {
    if (value < least) {
      throw UserError.wrongUse(option + " " + value + ": must be " + least + " or more");
    }
  }

  private static void print(PrintWriter writer, String line) {
    writer.println(line);
    writer.flush();
  }
}
