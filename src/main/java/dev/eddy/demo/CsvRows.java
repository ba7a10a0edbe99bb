package dev.eddy.demo;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * A CSV file, row by row: RFC 4180, UTF-8, the first line naming the columns. An empty line is
 * passed over, unless there is but one column, where it is an empty cell. For one thread.
 */
public final class CsvRows implements AutoCloseable {
  private static final CsvMapper MAPPER =
      CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

  private final String name;
  private final MappingIterator<String[]> lines;
  private final List<String> header;

  private CsvRows(String name, InputStream text) throws IOException {
    this.name = name;
    this.lines = MAPPER.readerFor(String[].class).readValues(text);
    this.header = readHeader();
  }

  /**
   * Opens a file, decompressed if its name ends in {@code .gz}.
   *
   * @throws DemoFailure if it cannot be read, or has no usable header
   */
  public static CsvRows of(Path file) {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw DemoFailure.ofUse(name + ": there is no such file", null);
    }
    if (Files.isDirectory(file)) {
      throw DemoFailure.ofUse(name + ": is a directory, not a CSV file", null);
    }
    InputStream raw = null;
    try {
      raw = new BufferedInputStream(Files.newInputStream(file));
      return new CsvRows(name, name.endsWith(".gz") ? new GZIPInputStream(raw) : raw);
    } catch (IOException e) {
      throw closing(raw, DemoFailure.ofUse(name + ": cannot be read: " + reason(e), e));
    } catch (DemoFailure e) {
      throw closing(raw, e);
    }
  }

  /** Opens bundled data. */
  public static CsvRows of(BundledData data) {
    try {
      return new CsvRows(data.fileName(), data.open());
    } catch (IOException e) {
      throw new IllegalStateException("resource data/" + data.fileName() + " is damaged", e);
    }
  }

  /** What to call the file in a message. */
  public String name() {
    return name;
  }

  /** The names of the columns, distinct and not empty. */
  public List<String> header() {
    return header;
  }

  /**
   * The index of a column.
   *
   * @param option the option that names it, for the message
   * @throws DemoFailure if the header does not name it
   */
  int column(String option, String column) {
    int index = header.indexOf(column);
    if (index < 0) {
      throw DemoFailure.ofUse(
          option + " " + column + ": " + name + " has the columns " + String.join(", ", header),
          null);
    }
    return index;
  }

  /**
   * The next row, one cell a column; empty at the end.
   *
   * @throws DemoFailure if the file cannot be read on, or a row has more or fewer cells than the
   *     header
   */
  public Optional<String[]> next() {
    try {
      long line = line();
      while (lines.hasNextValue()) {
        String[] cells = lines.nextValue();
        boolean emptyLine = cells.length == 1 && cells[0].isEmpty() && header.size() > 1;
        if (!emptyLine) {
          return Optional.of(complete(cells, line));
        }
        line = line();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw DemoFailure.ofRunning(name + ":" + line() + ": cannot be read on: " + reason(e), e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw DemoFailure.ofRunning(name + ": cannot be closed: " + reason(e), e);
    }
  }

  private List<String> readHeader() throws IOException {
    if (!lines.hasNextValue()) {
      throw DemoFailure.ofUse(name + ": is empty; the first line must name the columns", null);
    }
    List<String> columns = List.of(lines.nextValue());
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (column.isBlank() || !seen.add(column)) {
        throw DemoFailure.ofUse(
            name + ":1: the first line must name each column once, and has \"" + column + "\"",
            null);
      }
    }
    return columns;
  }

  /** Where the parser stands: between rows, that is where the next one begins. */
  private long line() {
    return lines.getParser().currentLocation().getLineNr();
  }

  private String[] complete(String[] cells, long line) {
    if (cells.length != header.size()) {
      throw DemoFailure.ofRunning(
          name
              + ":"
              + line
              + ": "
              + cells.length
              + " cells where the header names "
              + header.size(),
          null);
    }
    return cells;
  }

  private static String reason(IOException e) {
    return e instanceof JacksonException jackson ? jackson.getOriginalMessage() : e.getMessage();
  }

  private static DemoFailure closing(InputStream raw, DemoFailure failure) {
    try {
      if (raw != null) {
        raw.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }
}
