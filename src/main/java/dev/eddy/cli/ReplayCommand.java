package dev.eddy.cli;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.CsvRows;
import dev.eddy.demo.DemoFailure;
import dev.eddy.demo.Replay;
import dev.eddy.demo.ReplaySpeed;
import dev.eddy.demo.Replayer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code eddy replay}: a file's rows into a topic, at their own pace or faster. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description =
        "Produces the rows of a CSV file to a topic, in their order, at the pace at which they were"
            + " recorded or faster.")
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DATA.csv",
      description = "The file, its first line naming the columns; .csv.gz is decompressed.")
  private Path file;

  @Option(names = "--topic", required = true, paramLabel = "T", description = "Where they go.")
  private String topic;

  @Option(
      names = "--key",
      split = ",",
      paramLabel = "FIELD",
      description = "Columns that are the record's key; left out: no key, all to partition 0.")
  private List<String> key = List.of();

  @Option(
      names = "--format",
      defaultValue = "json",
      paramLabel = "json|csv",
      description = "How a record is written (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--speed",
      defaultValue = "max",
      paramLabel = "max|1x|60x|…",
      description =
          "max, or how many times faster than it was recorded (default: ${DEFAULT-VALUE}).")
  private String speed;

  @Option(
      names = "--time",
      paramLabel = "FIELD",
      description =
          "The column with the record's timestamp, ISO-8601 or epoch milliseconds (default: time,"
              + " if there is one; else the present).")
  private String time;

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "localhost:9092",
      paramLabel = "HOST:PORT,…",
      description = "The Kafka brokers (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(names = "--create-topic", description = "Make the topic where it is missing.")
  private boolean createTopic;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "With --create-topic: how many partitions it gets (default: 1).")
  private Integer partitions;

  /** Made by picocli. */
  public ReplayCommand() {}

  /**
   * Replays until the file ends, or the process is told to stop.
   *
   * @throws UserError if an option or the file is wrong, or the brokers do not play along
   */
  @Override
  public Integer call() throws Exception {
    try (CsvRows rows = CsvRows.of(file);
        ReplayProgress progress = new ReplayProgress(file)) {
      Replayer replayer = new Replayer(bootstrapServers, replay(), progress);
      return StopSignal.stoppable(replayer::stop, () -> run(replayer, rows, progress));
    } catch (BacktestFailure e) {
      throw e.wrongUse() ? UserError.wrongUse(e.getMessage()) : UserError.failed(e.getMessage(), e);
    } catch (DemoFailure e) {
      throw e.wrongUse() ? UserError.wrongUse(e.getMessage()) : UserError.failed(e.getMessage(), e);
    }
  }

  private int run(Replayer replayer, CsvRows rows, ReplayProgress progress) {
    try {
      replayer.replay(rows);
    } catch (DemoFailure e) {
      if (replayer.acknowledged() == 0) {
        throw e;
      }
      throw UserError.failed(
          e.getMessage() + " (" + replayer.acknowledged() + " records were sent)", e);
    } finally {
      progress.close();
    }
    PrintWriter out = command.commandLine().getOut();
    out.println(
        (replayer.stopped() ? "Stopped: " : "")
            + replayer.acknowledged()
            + " records sent to topic "
            + topic
            + " at "
            + bootstrapServers);
    out.flush();
    return ExitCode.OK;
  }

  private Replay replay() {
    if (partitions != null && !createTopic) {
      throw UserError.wrongUse("--partitions " + partitions + ": goes with --create-topic");
    }
    return new Replay(
        topic,
        key,
        parsedFormat(),
        ReplaySpeed.parse(speed),
        Optional.ofNullable(time),
        createTopic ? Optional.of(partitions == null ? 1 : partitions) : Optional.empty());
  }

  private Replay.Format parsedFormat() {
    for (Replay.Format known : Replay.Format.values()) {
      if (known.name().toLowerCase(Locale.ROOT).equals(format)) {
        return known;
      }
    }
    throw UserError.wrongUse("--format " + format + ": must be json or csv");
  }
}
