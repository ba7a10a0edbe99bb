package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveSize;
import dev.eddy.archive.DamagedArchive;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * All that a series remembers, at one moment. In bytes, little-endian:
 *
 * <pre>
 *   magic | format | count | steps | champion's   | challenger's | progress | state | CRC-32C
 *                                    generation     generation                        of all before
 *   int     int      long    long    length, UTF-8  length, UTF-8                     int
 * </pre>
 *
 * The challenger's generation is empty where there is none. Format 1 had neither steps nor
 * challengers, and a forecaster where the state is now; it is still read.
 *
 * <p>The magic and the format in front and the checksum at the end stay where they are in every
 * format to come: so damage is told from a format that is not known.
 */
final class Snapshot {
  private static final int MAGIC = 0x59444445; // "EDDY"
  private static final int FORMAT_WITHOUT_CHALLENGERS = 1;
  private static final int LEAST_BYTES = 3 * Integer.BYTES;

  private final int format;
  private final long count;
  private final long steps;
  private final String champion;
  private final String challenger;
  private final Progress progress;
  private final long entries;
  private final int bytes;
  private final ByteBuffer state; // positioned at its first byte, limited to its last

  private Snapshot(int format, ByteBuffer in) {
    this.format = format;
    ArchiveReader archive = new ArchiveReader(in);
    boolean first = format == FORMAT_WITHOUT_CHALLENGERS;
    this.count = archive.number(0L);
    long written = first ? 0 : archive.number(0L);
    this.champion = archive.text("");
    this.challenger = first ? "" : archive.text("");
    this.progress = new Progress();
    progress.archive(archive);
    this.entries = progress.entries();
    this.bytes = in.capacity();
    this.state = in;
    this.steps = first ? in.getLong(in.position()) : written;
  }

  /**
   * The bytes of a snapshot.
   *
   * @param count how many the series had before
   * @param expected how many bytes it will have, about: as many as the one before
   */
  static byte[] write(long count, SeriesState state, int expected) {
    return Checksum.sealed(archive -> walk(archive, count, state), expected);
  }

  /** How many bytes a snapshot has. Costs a walk, copies nothing. */
  static long size(SeriesState state) {
    return ArchiveSize.of(archive -> walk(archive, 0, state)) + Checksum.BYTES;
  }

  private static void walk(Archive archive, long count, SeriesState state) {
    archive.number(MAGIC);
    archive.number(Archive.FORMAT);
    archive.number(count);
    archive.number(state.steps());
    archive.text(state.champion().generation().text());
    archive.text(
        state.challenge().map(running -> running.challenger().generation().text()).orElse(""));
    state.progress().archive(archive);
    state.archive(archive);
  }

  /**
   * Reads all but the state.
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
    if (in.getInt() != MAGIC || !Checksum.fits(bytes)) {
      throw new DamagedState(
          "a snapshot of " + bytes.length + " bytes whose checksum does not fit them");
    }
    int format = in.getInt();
    if (format < FORMAT_WITHOUT_CHALLENGERS || format > Archive.FORMAT) {
      throw new UnsupportedState(
          "a snapshot of format " + format + ", where this version knows 1 to " + Archive.FORMAT);
    }
    in.limit(bytes.length - Checksum.BYTES);
    try {
      return new Snapshot(format, in);
    } catch (DamagedArchive | IndexOutOfBoundsException e) {
      throw unfit(format, e);
    }
  }

  /** How many snapshots the series had before this one. */
  long count() {
    return count;
  }

  /** Steps that the series had taken in. */
  long steps() {
    return steps;
  }

  /** How many it has itself. */
  int bytes() {
    return bytes;
  }

  /** The number of the last journal entry that it holds. */
  long entries() {
    return entries;
  }

  /** How far the series had come; part of the state once that is loaded. */
  Progress progress() {
    return progress;
  }

  /**
   * The state that was written, under the generation that it was written for. To be called once.
   *
   * @param present which knows those before it
   * @throws UnsupportedState if the engine's memory has another shape than when it was written
   */
  SeriesState load(Generation present) {
    Generation first = present.earlier(champion);
    SeriesState loaded = SeriesState.fresh(first, progress);
    if (!challenger.isEmpty()) {
      loaded.resume(present.earlier(challenger));
    }
    try {
      ArchiveReader archive = new ArchiveReader(state, format);
      if (format == FORMAT_WITHOUT_CHALLENGERS) {
        loaded.champion().forecaster().archive(archive);
      } else {
        loaded.archive(archive);
      }
    } catch (DamagedArchive e) {
      throw unfit(format, e);
    }
    if (state.hasRemaining()) {
      throw unfit(format, new DamagedArchive(state.remaining() + " bytes too many"));
    }
    return loaded;
  }

  /** The checksum was right: it is not the bytes that are wrong, but who reads them. */
  private static UnsupportedState unfit(int format, RuntimeException cause) {
    return new UnsupportedState(
        "a snapshot of format "
            + format
            + " that was written by an engine of another shape: "
            + cause.getMessage(),
        cause);
  }
}
