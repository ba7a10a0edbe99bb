package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a text as it lies in a file or comes in, and the text that they hold, decompressed
 * if need be. Holds a quarter of a megabyte, however long the text. For one thread.
 */
final class InputBytes implements Closeable {
  private static final String COMPRESSED = ".gz";
  private static final byte[] GZIP_MARK = {0x1f, (byte) 0x8b};
  private static final int BUFFER = 1 << 16;
  private static final int MOST_BEGIN = 8;
  private static final long UNKNOWN = -1;

  private final String name;
  private final long size;
  private final CountedInputStream counted;
  private final DigestInputStream raw;
  private final PushbackInputStream text;

  /** Whether a text is compressed, and must be. */
  private enum Compression {
    NEEDED,
    REFUSED,
    EITHER
  }

  private InputBytes(String name, long size, InputStream in, Compression compression) {
    this.name = name;
    this.size = size;
    this.counted = new CountedInputStream(in);
    this.raw = new DigestInputStream(counted, Sha256.digest());
    // One that buffers would lose what comes before the place where compressed data breaks off.
    this.text = new PushbackInputStream(text(compression), MOST_BEGIN);
  }

  /**
   * Of a file, compressed by gzip if its name ends in {@code .gz}.
   *
   * @throws BacktestFailure if it cannot be read, or is compressed and not named so, or the other
   *     way round
   */
  static InputBytes of(Path file) {
    requireFile(file);
    Compression compression =
        file.toString().endsWith(COMPRESSED) ? Compression.NEEDED : Compression.REFUSED;
    try {
      return new InputBytes(
          file.toString(), Files.size(file), Files.newInputStream(file), compression);
    } catch (IOException e) {
      throw BacktestFailure.ofUse(file + ": cannot be read: " + BacktestFailure.reason(e));
    }
  }

  /**
   * Of what comes in, compressed by gzip if it begins like that.
   *
   * @param name what to call it in a message
   * @param in closed with this, or at once if it fails
   * @throws BacktestFailure if it cannot be read
   */
  static InputBytes of(String name, InputStream in) {
    return new InputBytes(name, UNKNOWN, in, Compression.EITHER);
  }

  /**
   * Returns if there is such a file.
   *
   * @throws BacktestFailure if not
   */
  static void requireFile(Path file) {
    if (!Files.exists(file)) {
      throw BacktestFailure.ofUse(file + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw BacktestFailure.ofUse(file + ": is a folder, not a file");
    }
  }

  private InputStream text(Compression compression) {
    try {
      return decompressed(compression);
    } catch (ZipException | EOFException e) {
      throw BacktestFailure.ofUse(name + ": is not gzip, though its name ends in " + COMPRESSED)
          .closing(raw);
    } catch (IOException e) {
      throw BacktestFailure.ofUse(name + ": cannot be read: " + BacktestFailure.reason(e))
          .closing(raw);
    }
  }

  private InputStream decompressed(Compression compression) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
    if (compression == Compression.NEEDED) {
      return new GZIPInputStream(buffered, BUFFER);
    }
    buffered.mark(GZIP_MARK.length);
    boolean isCompressed = Arrays.equals(buffered.readNBytes(GZIP_MARK.length), GZIP_MARK);
    buffered.reset();
    if (isCompressed && compression == Compression.REFUSED) {
      throw BacktestFailure.ofUse(name + ": is compressed; its name must then end in " + COMPRESSED)
          .closing(raw);
    }
    return isCompressed ? new GZIPInputStream(buffered, BUFFER) : buffered;
  }

  /** What to call it in a message. */
  String name() {
    return name;
  }

  /** The text, from the first byte not read yet; closed with this. */
  InputStream text() {
    return text;
  }

  /**
   * The first bytes of a text of which nothing has been read yet: as many as it has.
   *
   * @param length at most {@value #MOST_BEGIN}
   * @throws BacktestFailure if it cannot be read
   */
  byte[] begin(int length) {
    try {
      byte[] begin = text.readNBytes(length);
      text.unread(begin);
      return begin;
    } catch (IOException e) {
      throw BacktestFailure.ofUse(name + ": cannot be read: " + BacktestFailure.reason(e))
          .closing(this);
    }
  }

  /**
   * Which share of the bytes has been read, from 0 to 1; NaN if nobody knows how many there are.
   */
  double share() {
    if (size == UNKNOWN) {
      return Double.NaN;
    }
    return size == 0 ? 1 : Math.min(1.0, (double) counted.count() / size);
  }

  /**
   * The SHA-256 of the bytes as they lie there, in hexadecimal digits. Reads on to their end.
   *
   * @throws BacktestFailure if they cannot be read on
   */
  String sha256() {
    try {
      raw.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          name + ": cannot be read on: " + BacktestFailure.reason(e), e);
    }
    return HexFormat.of().formatHex(raw.getMessageDigest().digest());
  }

  /** What is wrong with a row at which compressed data ends too early; empty for other reasons. */
  static Optional<Rejection> endingEarly(Throwable reading) {
    if (reading instanceof EOFException) {
      return Optional.of(
          new Rejection(
              Reason.MALFORMED,
              "the compressed data ends in the middle of this row: what follows is missing;"
                  + " fetch or write the whole of it"));
    }
    if (reading instanceof ZipException) {
      return Optional.of(
          new Rejection(
              Reason.MALFORMED,
              "the compressed data is damaged from here on ("
                  + reading.getMessage()
                  + "): what follows is missing; fetch or write it anew"));
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    text.close();
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
