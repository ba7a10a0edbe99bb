package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.TextLines.Line;
import dev.eddy.series.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The lines of a text, of which each should be a JSON object. Blank lines are passed over. For one
 * thread.
 */
final class JsonText implements Closeable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputBytes bytes;
  private final TextLines lines;
  private final EarlyEnd end = new EarlyEnd();
  private long line;
  private boolean endsInLine;

  /**
   * Reads nothing yet.
   *
   * @param bytes closed with this, or at once if it fails
   * @throws BacktestFailure if it is an array
   */
  JsonText(InputBytes bytes) {
    byte[] begin = bytes.begin(1);
    if (begin.length == 1 && begin[0] == '[') {
      throw InputFailure.of(
          bytes, "is a JSON array: must be one object a line, which jq -c '.[]' makes of it");
    }
    this.bytes = bytes;
    this.lines = new TextLines(bytes.text());
  }

  /**
   * The next line as a row of one cell; empty at the end.
   *
   * @throws BacktestFailure if it cannot be read on
   */
  Optional<TableRow> next() {
    if (end.isReached()) {
      return Optional.empty();
    }
    try {
      Optional<Line> next = lines.next();
      while (next.isPresent() && next.get().fault().isEmpty() && next.get().text().isBlank()) {
        next = lines.next();
      }
      return next.map(this::row);
    } catch (IOException e) {
      Rejection early = InputBytes.endingEarly(e).orElseThrow(() -> unreadable(e));
      return Optional.of(end.at(line + 1, early));
    }
  }

  private TableRow row(Line found) {
    boolean isFirst = line == 0;
    line = found.number();
    endsInLine = found.end().isEmpty();
    if (found.fault().isPresent()) {
      return TableRow.broken(line, found.fault().get());
    }
    String text = found.text();
    boolean isMarked = isFirst && text.startsWith(BYTE_ORDER_MARK);
    return TableRow.of(
        line, new String[] {isMarked ? text.substring(BYTE_ORDER_MARK.length()) : text});
  }

  private BacktestFailure unreadable(IOException e) {
    return BacktestFailure.ofRunning(
        bytes.name() + ":" + (line + 1) + ": cannot be read on: " + BacktestFailure.reason(e), e);
  }

  /** True if the line that was read last is not ended, as the last one of a text may be. */
  boolean endsInLine() {
    return endsInLine;
  }

  /** What to say of it if it has no line: the rest of a sentence that its name begins. */
  String emptiness() {
    return "is empty; each line must be a JSON object";
  }

  /** A sentence if it broke off. */
  List<String> notes() {
    return end.notes(bytes.name());
  }

  @Override
  public void close() {
    try {
      bytes.close();
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          bytes.name() + ": cannot be closed: " + BacktestFailure.reason(e), e);
    }
  }
}
