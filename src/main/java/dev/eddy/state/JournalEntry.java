package dev.eddy.state;

import dev.eddy.archive.Archive;
import dev.eddy.archive.ArchiveReader;
import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.DamagedArchive;
import dev.eddy.series.Observation;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One observation that changed a series, and where it was read. In bytes, little-endian:
 *
 * <pre>
 *   format | number | fingerprint | partition | offset | time | targets  | inputs   | known…
 *   int      long     long          int         long     long   double[]   double[]   double[]…
 * </pre>
 *
 * @param head what can be read whatever the generation
 * @param observation what was learned
 */
record JournalEntry(Head head, Observation observation) {
  private static final int FORMAT = 1;

  /**
   * The part that all generations write alike.
   *
   * @param number entries are numbered from 1, without holes
   * @param fingerprint of the generation that learned it
   * @param position where the record was read
   */
  record Head(long number, long fingerprint, SourcePosition position) {
    static Head of(Archive archive, Head head) {
      int format = archive.number(FORMAT);
      if (format != FORMAT) {
        throw new UnsupportedState(
            "a journal entry of format " + format + ", where this version knows " + FORMAT);
      }
      return new Head(
          archive.number(head.number),
          archive.number(head.fingerprint),
          new SourcePosition(
              archive.number(head.position.partition()), archive.number(head.position.offset())));
    }

    private static Head empty() {
      return new Head(0, 0, new SourcePosition(0, 0));
    }
  }

  /**
   * Reads the head only.
   *
   * @throws DamagedState if there is none
   */
  static Head headOf(byte[] bytes) {
    try {
      return Head.of(new ArchiveReader(ByteBuffer.wrap(bytes)), Head.empty());
    } catch (DamagedArchive e) {
      throw new DamagedState("a journal entry of " + bytes.length + " bytes: " + e.getMessage());
    }
  }

  /**
   * Reads an entry of a topology's series.
   *
   * @throws DamagedState if the bytes do not fit the topology
   */
  static JournalEntry of(byte[] bytes, String series, TopologySpec spec) {
    double[] targets = new double[spec.source().targets().size()];
    double[] inputs = new double[spec.source().inputs().size()];
    double[][] known = new double[spec.source().known().size()][spec.forecast().horizon() + 1];
    Head[] head = {Head.empty()};
    long[] epochMillis = new long[1];
    try {
      ArchiveReader.load(
          bytes,
          archive -> {
            head[0] = Head.of(archive, head[0]);
            epochMillis[0] = archive.number(epochMillis[0]);
            archiveValues(archive, targets, inputs, known);
          });
    } catch (DamagedArchive e) {
      throw new DamagedState("a journal entry of " + bytes.length + " bytes: " + e.getMessage());
    }
    return new JournalEntry(
        head[0], new Observation(series, epochMillis[0], targets, inputs, known));
  }

  /** The entry as it is kept. */
  byte[] bytes() {
    return ArchiveWriter.bytesOf(
        archive -> {
          Head.of(archive, head);
          archive.number(observation.epochMillis());
          archiveValues(archive, observation.targets(), observation.inputs(), observation.known());
        });
  }

  private static void archiveValues(
      Archive archive, double[] targets, double[] inputs, double[][] known) {
    archive.array(targets);
    archive.array(inputs);
    Arrays.stream(known).forEach(archive::array);
  }
}
