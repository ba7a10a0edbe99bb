package dev.eddy.cli;

import dev.eddy.backtest.source.BoundedSource;
import dev.eddy.backtest.source.FileSource;
import dev.eddy.backtest.source.RowSource;
import dev.eddy.backtest.source.StandardInput;
import dev.eddy.backtest.source.TimeRange;
import dev.eddy.backtest.source.TopicSource;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Options of commands that read history: from a file, a pipe or a topic, and of which time. */
final class HistoryOptions {
  private static final String STANDARD_INPUT = "-";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Place place;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Only from then on: rows by their own time, a topic from the first record of each"
              + " partition that is stamped so.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description =
          "Only until before then: rows by their own time, a topic up to the first record of each"
              + " partition that is stamped so. Default: where the topic ends at the start.")
  private String to;

  /** Where the history is. */
  static final class Place {
    @Option(
        names = "--input",
        required = true,
        paramLabel = "FILE|-",
        description =
            "The data, rows in the order in which they came: CSV with a header, .jsonl, .ndjson or"
                + " .json with an object a line, each also .gz, or .parquet; - for standard input,"
                + " CSV or JSON lines.")
    private String file;

    @Option(
        names = "--from-topic",
        required = true,
        paramLabel = "T",
        description =
            "The history of this topic instead, at the brokers and with the settings of the"
                + " topology's kafka.")
    private String topic;

    /** Made by picocli. */
    Place() {}
  }

  /** Made by picocli. */
  HistoryOptions() {}

  /**
   * What was asked for.
   *
   * @throws dev.eddy.backtest.BacktestFailure if a time is none
   */
  RowSource source(TopologySpec spec) {
    TimeRange range =
        TimeRange.parse(Optional.ofNullable(from), Optional.ofNullable(to), spec.source().zoneId());
    if (place.topic != null) {
      return new TopicSource(place.topic, range);
    }
    RowSource rows =
        place.file.equals(STANDARD_INPUT)
            ? new StandardInput(System.in)
            : new FileSource(Path.of(place.file));
    return range.isAll() ? rows : new BoundedSource(rows, range);
  }
}
