package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.TextLines.Line;
import dev.eddy.series.CsvLine;
import dev.eddy.series.RejectedRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A CSV file, row by row: RFC 4180, UTF-8, perhaps after a byte order mark, the first line naming
 * the columns. An empty line is passed over, unless there is but one column, where it is an empty
 * cell. A broken row is told as such and costs no other. For one thread.
 */
public final class CsvRows implements Closeable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * A quote that is not closed within so many lines is one too many, not the begin of a long cell.
   */
  private static final int MOST_LINES = 100;

  private final String name;
  private final TextLines lines;
  private final CsvLine splitter = new CsvLine();
  private final List<String> header;
  private long line;

  private CsvRows(String name, InputStream text) throws IOException {
    this.name = name;
    this.lines = new TextLines(text);
    this.header = readHeader();
  }

  /**
   * Opens a file and reads its first line. It is decompressed by gzip if its name ends in {@code
   * .gz}.
   *
   * @throws BacktestFailure if it cannot be read, or its first line does not name columns
   */
  public static CsvRows of(Path file) {
    return of(file.toString(), InputBytes.of(file).text());
  }

  /**
   * Reads the first line of a text.
   *
   * @param name what to call it in a message
   * @param text closed with this, or at once if it fails
   * @throws BacktestFailure if it cannot be read, or its first line does not name columns
   */
  public static CsvRows of(String name, InputStream text) {
    try {
      return new CsvRows(name, text);
    } catch (IOException e) {
      throw BacktestFailure.ofUse(name + ": cannot be read: " + BacktestFailure.reason(e))
          .closing(text);
    } catch (BacktestFailure e) {
      throw e.closing(text);
    }
  }

  private List<String> readHeader() throws IOException {
    Optional<Line> first = nextLine();
    if (first.isEmpty()) {
      throw BacktestFailure.ofUse(name + ": is empty; the first line must name the columns");
    }
    String text = first.get().text();
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(BYTE_ORDER_MARK.length());
    }
    if (first.get().fault().isPresent()) {
      throw noHeader("has " + first.get().fault().get());
    }
    if (text.isBlank()) {
      throw noHeader("is empty");
    }
    try {
      return List.of(splitter.split(text));
    } catch (RejectedRecord e) {
      throw noHeader("has " + e.rejection().detail());
    }
  }

  private BacktestFailure noHeader(String why) {
    return BacktestFailure.ofUse(name + ":1: the first line must name the columns, and " + why);
  }

  /** What to call the file in a message. */
  public String name() {
    return name;
  }

  /** The names of the columns. */
  public List<String> header() {
    return header;
  }

  /** The number of the line that was read last, from 1. */
  long line() {
    return line;
  }

  /**
   * The next row; empty at the end.
   *
   * @throws BacktestFailure if the file cannot be read on
   */
  public Optional<TableRow> next() {
    try {
      Optional<Line> first = nextLine();
      while (first.isPresent() && header.size() > 1 && first.get().isEmpty()) {
        first = nextLine();
      }
      return first.isPresent() ? Optional.of(row(first.get())) : Optional.empty();
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          name + ":" + (line + 1) + ": cannot be read on: " + BacktestFailure.reason(e), e);
    }
  }

  private Optional<Line> nextLine() throws IOException {
    Optional<Line> next = lines.next();
    next.ifPresent(found -> line = found.number());
    return next;
  }

  private TableRow row(Line first) throws IOException {
    if (first.fault().isPresent()) {
      return TableRow.broken(first.number(), first.fault().get());
    }
    try {
      return row(first, splitter.split(first.text()));
    } catch (RejectedRecord e) {
      Optional<String[]> cells = splitter.isOpen() ? readOn(first) : Optional.empty();
      return cells.isPresent()
          ? row(first, cells.get())
          : TableRow.broken(first.number(), e.rejection().detail());
    }
  }

  private TableRow row(Line first, String[] cells) {
    if (cells.length == header.size()) {
      return TableRow.of(first.number(), cells);
    }
    String fault = cells.length + " cells where there are " + header.size() + " columns";
    if (cells.length > header.size()) {
      fault += "; a comma within a cell needs quotes, and decimals need points";
    } else if (first.end().isEmpty()) {
      fault += "; " + TextLines.ENDS_IN_LINE;
    }
    return TableRow.broken(first.number(), fault);
  }

  /**
   * The cells of a row that goes on after the end of a line; empty if it never ends, where only its
   * first line is lost.
   */
  private Optional<String[]> readOn(Line first) throws IOException {
    StringBuilder text = new StringBuilder(first.text()).append(first.end());
    List<Line> more = new ArrayList<>();
    boolean isOpen = true;
    while (isOpen && more.size() < MOST_LINES) {
      Optional<Line> next = nextLine();
      next.ifPresent(more::add);
      if (next.isEmpty() || next.get().fault().isPresent()) {
        break;
      }
      text.append(next.get().text());
      try {
        return Optional.of(splitter.split(text.toString()));
      } catch (RejectedRecord e) {
        isOpen = splitter.isOpen();
      }
      text.append(next.get().end());
    }
    lines.putBack(more);
    line = first.number();
    return Optional.empty();
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(name + ": cannot be closed: " + BacktestFailure.reason(e), e);
    }
  }
}
