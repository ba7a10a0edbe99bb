package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One observation that changed a series, or one command, and where it was read; or nothing, where
 * what was there was damaged. In bytes, little-endian:
 *
 * <pre>
 *   format | number | fingerprint | partition | offset | generation    | kind | … | CRC-32C of all before
 *   int      long     long          int         long     length, UTF-8   int        int
 *
 *   an observation   time | targets  | inputs   | known…        a command   verb          | steps
 *                    long   double[]   double[]   double[]…                  length, UTF-8   long
 * </pre>
 *
 * The generation is told by the first entry after another one's, and empty in all others. Format 1,
 * which is still read, had neither generation, kind nor checksum; it held observations.
 *
 * @param head what can be read whatever the generation
 * @param observation what was learned, if it was that
 * @param command what was asked, if it was that
 */
record JournalEntry(Head head, Optional<Observation> observation, Optional<Command> command) {
  private static final int FORMAT = 2;
  private static final int FORMAT_OF_OBSERVATIONS = 1;
  private static final int OBSERVATION = 0;
  private static final int COMMAND = 1;
  private static final int NOTHING = 2;

  /** Of one with a few values. */
  private static final int USUAL_BYTES = 128;

  /** Where a record was read of which that is not known. */
  static final SourcePosition NOWHERE = new SourcePosition(0, -1);

  /**
   * The part that all generations write alike.
   *
   * @param number entries are numbered from 1, without holes
   * @param fingerprint of the generation that learned it
   * @param position where the record was read
   * @param generation its text, with the first entry after one of another generation; else empty
   */
  record Head(long number, long fingerprint, SourcePosition position, String generation) {
    private static final Head EMPTY = new Head(0, 0, new SourcePosition(0, 0), "");

    private static Head archive(Archive archive, Head head, int format) {
      return new Head(
          archive.number(head.number),
          archive.number(head.fingerprint),
          new SourcePosition(
              archive.number(head.position.partition()), archive.number(head.position.offset())),
          format == FORMAT_OF_OBSERVATIONS ? "" : archive.text(head.generation));
    }
  }

  static JournalEntry of(Head head, Observation observation) {
    return new JournalEntry(head, Optional.of(observation), Optional.empty());
  }

  /** In the place of one that was damaged. */
  static JournalEntry lost(long number) {
    Head head = new Head(number, 0, NOWHERE, "");
    return new JournalEntry(head, Optional.empty(), Optional.empty());
  }

  static JournalEntry of(Head head, Command command) {
    return new JournalEntry(head, Optional.empty(), Optional.of(command));
  }

  /**
   * Reads the head only.
   *
   * @throws DamagedState if the bytes are not those that were written
   * @throws UnsupportedState if they are, but by a version with another format
   */
  static Head headOf(byte[] bytes) {
    try {
      ArchiveReader archive = new ArchiveReader(ByteBuffer.wrap(bytes));
      return Head.archive(archive, Head.EMPTY, formatOf(archive, bytes));
    } catch (DamagedArchive e) {
      throw damaged(bytes, e);
    }
  }

  /**
   * Reads the command of an entry, whose meaning no generation changes; empty if it has none.
   *
   * @throws DamagedState if the bytes are not those that were written
   * @throws UnsupportedState if they are, but by a version with another format
   */
  static Optional<Command> commandOf(byte[] bytes) {
    try {
      ArchiveReader archive = new ArchiveReader(ByteBuffer.wrap(bytes));
      int format = formatOf(archive, bytes);
      Head.archive(archive, Head.EMPTY, format);
      boolean command = format != FORMAT_OF_OBSERVATIONS && archive.number(OBSERVATION) == COMMAND;
      return command
          ? Optional.of(Command.archive(archive, new Command(Command.Verb.FREEZE)))
          : Optional.empty();
    } catch (DamagedArchive e) {
      throw damaged(bytes, e);
    }
  }

  /**
   * Reads an entry of a topology's series.
   *
   * @throws DamagedState if the bytes are not those that were written
   * @throws UnfitEntry if they are, but for a topology whose records say other things
   * @throws UnsupportedState if a version with another format wrote them
   */
  static JournalEntry of(byte[] bytes, String series, TopologySpec spec) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    ArchiveReader archive = new ArchiveReader(in);
    Head head;
    int kind;
    try {
      int format = formatOf(archive, bytes);
      boolean first = format == FORMAT_OF_OBSERVATIONS;
      in.limit(bytes.length - (first ? 0 : Checksum.BYTES));
      head = Head.archive(archive, Head.EMPTY, format);
      kind = first ? OBSERVATION : archive.number(OBSERVATION);
    } catch (DamagedArchive e) {
      throw damaged(bytes, e);
    }
    try {
      JournalEntry entry =
          switch (kind) {
            case OBSERVATION -> of(head, observation(archive, series, spec));
            case COMMAND -> of(head, Command.archive(archive, new Command(Command.Verb.FREEZE)));
            case NOTHING -> lost(head.number());
            default ->
                throw new UnsupportedState(
                    "a journal entry of kind " + kind + ", which this version does not know");
          };
      if (in.hasRemaining()) {
        throw new DamagedArchive(in.remaining() + " bytes too many");
      }
      return entry;
    } catch (DamagedArchive e) {
      throw new UnfitEntry(e.getMessage());
    }
  }

  private static int formatOf(ArchiveReader archive, byte[] bytes) {
    int format = archive.number(FORMAT);
    if (format != FORMAT_OF_OBSERVATIONS && !Checksum.fits(bytes)) {
      throw new DamagedArchive("their checksum does not fit them");
    }
    if (format < FORMAT_OF_OBSERVATIONS || format > FORMAT) {
      throw new UnsupportedState(
          "a journal entry of format " + format + ", where this version knows 1 to " + FORMAT);
    }
    return format;
  }

  private static DamagedState damaged(byte[] bytes, DamagedArchive e) {
    return new DamagedState("a journal entry of " + bytes.length + " bytes: " + e.getMessage());
  }

  private static Observation observation(ArchiveReader archive, String series, TopologySpec spec) {
    Observation read = empty(series, archive.number(0L), spec);
    archiveValues(archive, read);
    return read;
  }

  private static Observation empty(String series, long epochMillis, TopologySpec spec) {
    return new Observation(
        series,
        epochMillis,
        new double[spec.source().targets().size()],
        new double[spec.source().inputs().size()],
        new double[spec.source().known().size()][spec.forecast().horizon() + 1]);
  }

  /** How many bytes an entry with an observation has. */
  static long size(TopologySpec spec) {
    return of(Head.EMPTY, empty("", 0, spec)).bytes().length;
  }

  /** The entry as it is kept. */
  byte[] bytes() {
    return Checksum.sealed(this::walk, USUAL_BYTES);
  }

  private void walk(Archive archive) {
    archive.number(FORMAT);
    Head.archive(archive, head, FORMAT);
    archive.number(observation.isPresent() ? OBSERVATION : command.isPresent() ? COMMAND : NOTHING);
    observation.ifPresent(
        seen -> {
          archive.number(seen.epochMillis());
          archiveValues(archive, seen);
        });
    command.ifPresent(asked -> Command.archive(archive, asked));
  }

  private static void archiveValues(Archive archive, Observation observation) {
    archive.array(observation.targets());
    archive.array(observation.inputs());
    Arrays.stream(observation.known()).forEach(archive::array);
  }
}
