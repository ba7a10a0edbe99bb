package dev.eddy.backtest.source;

import dev.eddy.spec.TopologySpec;
import java.io.InputStream;

/**
 * A text that is piped in: a JSON object a line if it begins with <code>{</code>, CSV otherwise;
 * compressed by gzip if it begins like that. Can be opened once.
 *
 * @param in closed with the rows
 */
public record StandardInput(InputStream in) implements RowSource, TableSource {
  @Override
  public String name() {
    return "standard input";
  }

  @Override
  public InputRows open(TopologySpec spec) {
    InputBytes bytes = text();
    return isJson(bytes) ? JsonLines.of(bytes, spec) : CsvInput.of(bytes, spec);
  }

  @Override
  public TableRows openTable() {
    InputBytes bytes = text();
    return isJson(bytes) ? new JsonTable(bytes) : new CsvTable(bytes).separatedByCommas();
  }

  private InputBytes text() {
    InputBytes bytes = InputBytes.of(name(), in);
    FileSource.requireText(bytes);
    return bytes;
  }

  private static boolean isJson(InputBytes bytes) {
    byte[] begin = bytes.begin(1);
    return begin.length == 1 && begin[0] == '{';
  }
}
