package dev.eddy.backtest.source;

import dev.eddy.spec.TopologySpec;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A file. Its ending says what it is: {@code .parquet} Parquet, {@code .jsonl}, {@code .ndjson} or
 * {@code .json} a JSON object a line, anything else CSV; with {@code .gz} after it, a text
 * compressed by gzip.
 *
 * @param file its path
 */
public record FileSource(Path file) implements RowSource, TableSource {
  private static final List<String> JSON = List.of(".jsonl", ".ndjson", ".json");
  private static final String PARQUET = ".parquet";
  private static final byte[] PARQUET_MARK = {'P', 'A', 'R', '1'};
  private static final byte[] ZIP_MARK = {'P', 'K', 3, 4};

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public InputRows open(TopologySpec spec) {
    if (hasEnding(PARQUET)) {
      return ParquetRows.of(file, spec);
    }
    InputBytes bytes = text();
    return isJson() ? JsonLines.of(bytes, spec) : CsvInput.of(bytes, spec);
  }

  @Override
  public TableRows openTable() {
    if (hasEnding(PARQUET)) {
      return ParquetTable.of(file);
    }
    InputBytes bytes = text();
    return isJson() ? new JsonTable(bytes) : new CsvTable(bytes).separatedByCommas();
  }

  private boolean isJson() {
    return JSON.stream().anyMatch(this::hasEnding);
  }

  private boolean hasEnding(String ending) {
    return file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "").endsWith(ending);
  }

  private InputBytes text() {
    InputBytes bytes = InputBytes.of(file);
    requireText(bytes);
    return bytes;
  }

  /**
   * Returns if it does not begin like something else that tables are kept in.
   *
   * @throws dev.eddy.backtest.BacktestFailure if it does
   */
  static void requireText(InputBytes bytes) {
    byte[] begin = bytes.begin(PARQUET_MARK.length);
    if (Arrays.equals(begin, PARQUET_MARK)) {
      throw InputFailure.of(
          bytes, "is Parquet, which must be a file whose name ends in " + PARQUET);
    }
    if (Arrays.equals(begin, ZIP_MARK)) {
      throw InputFailure.of(bytes, "is a zip archive or a spreadsheet, not a text; save it as CSV");
    }
  }
}
