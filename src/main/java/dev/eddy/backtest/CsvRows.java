package dev.eddy.backtest;

import dev.eddy.backtest.TextLines.Line;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A CSV file, row by row: RFC 4180, UTF-8, the first line naming the columns; empty lines are
 * passed over. A broken row is told as such and costs no other. Compressed by gzip if the file's
 * name ends in {@code .gz}. For one thread.
 */
public final class CsvRows implements Closeable {
  private static final String COMPRESSED = ".gz";
  private static final byte[] GZIP_MARK = {0x1f, (byte) 0x8b};

  /**
   * A quote that is not closed within so many lines is one too many, not the begin of a long cell.
   */
  private static final int MOST_LINES = 100;

  private final String name;
  private final long size;
  private final CountedInputStream counted;
  private final DigestInputStream raw;
  private final TextLines lines;
  private final List<String> header;
  private long line;

  /**
   * Opens a file and reads its first line.
   *
   * @throws BacktestFailure if it cannot be read, or is empty
   */
  public CsvRows(Path file) {
    this.name = file.toString();
    if (!Files.exists(file)) {
      throw BacktestFailure.ofUse(name + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw BacktestFailure.ofUse(name + ": is a folder, not a CSV file");
    }
    try {
      this.size = Files.size(file);
      this.counted = new CountedInputStream(Files.newInputStream(file));
      this.raw = new DigestInputStream(counted, sha256Digest());
    } catch (IOException e) {
      throw BacktestFailure.ofUse(name + ": cannot be read: " + BacktestFailure.reason(e));
    }
    try {
      this.lines = new TextLines(decompressed());
      this.header = readHeader();
    } catch (ZipException | EOFException e) {
      throw closing(
          BacktestFailure.ofUse(name + ": is not gzip, though its name ends in " + COMPRESSED));
    } catch (IOException e) {
      throw closing(BacktestFailure.ofUse(name + ": cannot be read: " + BacktestFailure.reason(e)));
    } catch (BacktestFailure e) {
      throw closing(e);
    }
  }

  private InputStream decompressed() throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
    if (name.endsWith(COMPRESSED)) {
      return new GZIPInputStream(buffered, 1 << 16);
    }
    buffered.mark(GZIP_MARK.length);
    boolean isCompressed = Arrays.equals(buffered.readNBytes(GZIP_MARK.length), GZIP_MARK);
    buffered.reset();
    if (isCompressed) {
      throw BacktestFailure.ofUse(
          name + ": is compressed; its name must then end in " + COMPRESSED);
    }
    return buffered;
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private List<String> readHeader() throws IOException {
    Optional<Line> first = lines.next();
    if (first.isEmpty()) {
      throw BacktestFailure.ofUse(name + ": is empty; the first line must name the columns");
    }
    line = 1;
    String text = first.get().text();
    CsvCells cells = new CsvCells(text);
    Optional<String> fault = first.get().fault().or(cells::fault);
    if (fault.isPresent() || text.isBlank()) {
      throw BacktestFailure.ofUse(
          name
              + ":1: the first line must name the columns"
              + fault.map(f -> ", and has " + f).orElse(", and is empty"));
    }
    return List.of(cells.cells());
  }

  /** The names of the columns. */
  public List<String> header() {
    return header;
  }

  /** What to call the file in a message. */
  public String name() {
    return name;
  }

  /** How many bytes the file has. */
  public long size() {
    return size;
  }

  /** How many of them have been read. */
  public long bytesRead() {
    return counted.count();
  }

  /**
   * The next row; empty at the end.
   *
   * @throws BacktestFailure if the file cannot be read on
   */
  public Optional<CsvRow> next() {
    try {
      Optional<Line> first = nextLine();
      while (first.isPresent() && first.get().fault().isEmpty() && first.get().text().isEmpty()) {
        first = nextLine();
      }
      return first.isPresent() ? Optional.of(row(first.get())) : Optional.empty();
    } catch (IOException e) {
      String reason =
          e instanceof EOFException ? "it ends in the middle" : BacktestFailure.reason(e);
      throw BacktestFailure.ofRunning(
          name + ":" + (line + 1) + ": cannot be read on: " + reason, e);
    }
  }

  private Optional<Line> nextLine() throws IOException {
    Optional<Line> next = lines.next();
    next.ifPresent(found -> line = found.number());
    return next;
  }

  private CsvRow row(Line first) throws IOException {
    if (first.fault().isPresent()) {
      return CsvRow.broken(first.number(), first.fault().get());
    }
    CsvCells cells = new CsvCells(first.text());
    if (cells.fault().equals(Optional.of(CsvCells.OPEN))) {
      cells = readOn(first, cells);
    }
    return cells.fault().isPresent()
        ? CsvRow.broken(first.number(), cells.fault().get())
        : CsvRow.of(first.number(), cells.cells());
  }

  /** A row that goes on after the end of a line; if it never ends, only its first line is lost. */
  private CsvCells readOn(Line first, CsvCells firstCells) throws IOException {
    StringBuilder text = new StringBuilder(first.text());
    List<Line> more = new ArrayList<>();
    while (more.size() < MOST_LINES) {
      Optional<Line> next = nextLine();
      if (next.isEmpty() || next.get().fault().isPresent()) {
        next.ifPresent(more::add);
        break;
      }
      more.add(next.get());
      text.append('\n').append(next.get().text());
      CsvCells cells = new CsvCells(text.toString());
      if (cells.fault().isEmpty()) {
        return cells;
      }
    }
    lines.putBack(more);
    line = first.number();
    return firstCells;
  }

  /**
   * The SHA-256 of the file as it lies there, in hexadecimal digits. Reads on to its end.
   *
   * @throws BacktestFailure if the file cannot be read on
   */
  public String sha256() {
    try {
      raw.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          name + ": cannot be read on: " + BacktestFailure.reason(e), e);
    }
    return HexFormat.of().formatHex(raw.getMessageDigest().digest());
  }

  private BacktestFailure closing(BacktestFailure failure) {
    try {
      raw.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(name + ": cannot be closed: " + BacktestFailure.reason(e), e);
    }
  }

  /** Counts the bytes that go by. */
  private static final class CountedInputStream extends FilterInputStream {
    private long count;

    CountedInputStream(InputStream in) {
      super(in);
    }

    long count() {
      return count;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
