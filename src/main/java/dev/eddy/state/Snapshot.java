package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.Archived;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.forecast.SeriesForecaster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * All that a series remembers, at one moment. In bytes, little-endian:
 *
 * <pre>
 *   magic | format | count | text of the generation | progress | forecaster | CRC-32C of all before
 *   int     int      long    length, UTF-8                                    int
 * </pre>
 *
 * The magic and the format in front and the checksum at the end stay where they are in every format
 * to come: so damage is told from a format that is not known.
 */
final class Snapshot {
  private static final int MAGIC = 0x59444445; // "EDDY"
  private static final int FORMAT = 1;
  private static final int LEAST_BYTES = 3 * Integer.BYTES;

  private final long count;
  private final String generation;
  private final Progress progress;
  private final ByteBuffer forecaster; // positioned at its first byte, limited to its last

  private Snapshot(long count, String generation, Progress progress, ByteBuffer forecaster) {
    this.count = count;
    this.generation = generation;
    this.progress = progress;
    this.forecaster = forecaster;
  }

  /** The bytes of a snapshot, of exactly {@link #size}. */
  static byte[] write(
      Generation generation, long count, Progress progress, SeriesForecaster forecaster) {
    Archived content = archive -> walk(archive, generation, count, progress, forecaster);
    byte[] bytes = new byte[Math.toIntExact(ArchiveSize.of(content) + Integer.BYTES)];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    content.archive(new ArchiveWriter(out));
    out.putInt(checksum(bytes));
    return bytes;
  }

  /** How many bytes a snapshot has. Costs a walk, copies nothing. */
  static long size(Generation generation, Progress progress, SeriesForecaster forecaster) {
    Archived content = archive -> walk(archive, generation, 0, progress, forecaster);
    return ArchiveSize.of(content) + Integer.BYTES;
  }

  private static void walk(
      Archive archive,
      Generation generation,
      long count,
      Progress progress,
      SeriesForecaster forecaster) {
    archive.number(MAGIC);
    archive.number(FORMAT);
    archive.number(count);
    archive.text(generation.text());
    progress.archive(archive);
    forecaster.archive(archive);
  }

  /**
   * Reads all but the forecaster.
   *
   * @param bytes kept, not modified
   * @throws DamagedState if they are not those that were written
   * @throws UnsupportedState if they are, but by a version with another format
   */
  static Snapshot read(byte[] bytes) {
    if (bytes.length < LEAST_BYTES) {
      throw new DamagedState("a snapshot of " + bytes.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int magic = in.getInt();
    int format = in.getInt();
    if (magic != MAGIC || in.getInt(bytes.length - Integer.BYTES) != checksum(bytes)) {
      throw new DamagedState(
          "a snapshot of " + bytes.length + " bytes whose checksum does not fit them");
    }
    if (format != FORMAT) {
      throw new UnsupportedState(
          "a snapshot of format " + format + ", where this version knows " + FORMAT);
    }
    in.limit(bytes.length - Integer.BYTES);
    try {
      ArchiveReader archive = new ArchiveReader(in);
      long count = archive.number(0L);
      String generation = archive.text("");
      Progress progress = new Progress();
      progress.archive(archive);
      return new Snapshot(count, generation, progress, in);
    } catch (DamagedArchive e) {
      throw unfit(e);
    }
  }

  /** How many snapshots the series had before this one. */
  long count() {
    return count;
  }

  /** How far the series had come. */
  Progress progress() {
    return progress;
  }

  /** True if it is a state of this generation. */
  boolean isOf(Generation other) {
    return generation.equals(other.text());
  }

  /**
   * Fills a forecaster of the same generation. To be called once.
   *
   * @param made Modified.
   * @throws UnsupportedState if the engine's memory has another shape than when it was written
   */
  void loadInto(SeriesForecaster made) {
    try {
      made.archive(new ArchiveReader(forecaster));
    } catch (DamagedArchive e) {
      throw unfit(e);
    }
    if (forecaster.hasRemaining()) {
      throw unfit(new DamagedArchive(forecaster.remaining() + " bytes too many"));
    }
  }

  /** The checksum was right: it is not the bytes that are wrong, but who reads them. */
  private static UnsupportedState unfit(DamagedArchive cause) {
    UnsupportedState unsupported =
        new UnsupportedState(
            "a snapshot of format "
                + FORMAT
                + " that was written by an engine of another shape: "
                + cause.getMessage());
    unsupported.initCause(cause);
    return unsupported;
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - Integer.BYTES);
    return (int) checksum.getValue();
  }
}
