package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A CSV file as it lies there: its rows, and what can be said of its bytes. Compressed by gzip if
 * its name ends in {@code .gz}. For one thread.
 */
public final class InputFile implements Closeable {
  private static final String COMPRESSED = ".gz";
  private static final byte[] GZIP_MARK = {0x1f, (byte) 0x8b};

  private final String name;
  private final long size;
  private final CountedInputStream counted;
  private final DigestInputStream raw;
  private final CsvRows rows;

  /**
   * Opens a file and reads its first line.
   *
   * @throws BacktestFailure if it cannot be read, or its first line does not name columns
   */
  public InputFile(Path file) {
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
    } catch (IOException e) {
      throw BacktestFailure.ofUse(name + ": cannot be read: " + BacktestFailure.reason(e));
    }
    this.raw = new DigestInputStream(counted, sha256Digest());
    this.rows = CsvRows.of(name, text());
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private InputStream text() {
    try {
      return decompressed();
    } catch (ZipException | EOFException e) {
      throw BacktestFailure.ofUse(name + ": is not gzip, though its name ends in " + COMPRESSED)
          .closing(raw);
    } catch (IOException e) {
      throw BacktestFailure.ofUse(name + ": cannot be read: " + BacktestFailure.reason(e))
          .closing(raw);
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
      throw BacktestFailure.ofUse(name + ": is compressed; its name must then end in " + COMPRESSED)
          .closing(raw);
    }
    return buffered;
  }

  /** What to call the file in a message. */
  public String name() {
    return name;
  }

  /** Its rows, from the first not read yet; closed with this, and this with them. */
  public CsvRows rows() {
    return rows;
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

  @Override
  public void close() {
    rows.close();
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
