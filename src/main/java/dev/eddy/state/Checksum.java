package dev.eddy.state;

import dev.eddy.archive.ArchiveWriter;
import dev.eddy.archive.Archived;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Ends what is kept with the CRC-32C of all before, so that damage is seen. */
final class Checksum {
  static final int BYTES = Integer.BYTES;

  private Checksum() {}

  /**
   * What an object remembers, with the checksum of it behind.
   *
   * @param expected how many bytes it will have, about
   */
  static byte[] sealed(Archived content, int expected) {
    ArchiveWriter writer = new ArchiveWriter(expected);
    content.archive(writer);
    writer.number(0); // where the checksum goes
    byte[] bytes = writer.bytes();
    seal(bytes);
    return bytes;
  }

  /**
   * Writes the checksum of all bytes but the last four there.
   *
   * @param bytes Modified.
   */
  static void seal(byte[] bytes) {
    littleEndian(bytes).putInt(bytes.length - BYTES, of(bytes));
  }

  /** Whether the last four bytes are the checksum of those before. */
  static boolean fits(byte[] bytes) {
    return bytes.length >= BYTES && littleEndian(bytes).getInt(bytes.length - BYTES) == of(bytes);
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int of(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - BYTES);
    return (int) checksum.getValue();
  }
}
