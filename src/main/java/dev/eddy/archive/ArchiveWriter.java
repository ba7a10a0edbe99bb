package dev.eddy.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes what an object remembers, little-endian, arrays in bulk. Takes as many bytes as it was
 * told to expect, and twice as many whenever they do not suffice.
 */
public final class ArchiveWriter implements Archive {
  private static final int FIRST_CAPACITY = 1 << 10;
  private static final int LARGEST = Integer.MAX_VALUE - 8; // of arrays, on every JDK

  private byte[] bytes;
  private ByteBuffer out; // writes into the bytes

  /**
   * Begins with nothing written.
   *
   * @param expected bytes to come, about; where it is exactly so many, they are not copied
   */
  public ArchiveWriter(int expected) {
    this.bytes = new byte[expected];
    this.out = littleEndian();
  }

  private ByteBuffer littleEndian() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What this object remembers, as bytes: as many as {@link ArchiveSize#of} tells. */
  public static byte[] bytesOf(Archived archived) {
    ArchiveWriter writer = new ArchiveWriter(FIRST_CAPACITY);
    archived.archive(writer);
    return writer.bytes();
  }

  /** All that was written. The caller may modify it; nothing may be written any more. */
  public byte[] bytes() {
    return out.hasRemaining() ? Arrays.copyOf(bytes, out.position()) : bytes;
  }

  private ByteBuffer room(long more) {
    if (more > out.remaining()) {
      int written = out.position();
      long needed = written + more;
      if (needed > LARGEST) {
        throw new IllegalStateException("more than " + LARGEST + " bytes to remember");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(LARGEST, Math.max(needed, 2L * bytes.length)));
      out = littleEndian().position(written);
    }
    return out;
  }

  @Override
  public boolean reading() {
    return false;
  }

  @Override
  public boolean flag(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
    return value;
  }

  @Override
  public int number(int value) {
    room(Integer.BYTES).putInt(value);
    return value;
  }

  @Override
  public long number(long value) {
    room(Long.BYTES).putLong(value);
    return value;
  }

  @Override
  public double number(double value) {
    room(Double.BYTES).putDouble(value);
    return value;
  }

  @Override
  public String text(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    room((long) Integer.BYTES + text.length).putInt(text.length).put(text);
    return value;
  }

  @Override
  public void array(float[] values) {
    long size = (long) Float.BYTES * values.length;
    room(Integer.BYTES + size).putInt(values.length).asFloatBuffer().put(values);
    out.position(out.position() + (int) size);
  }

  @Override
  public void array(double[] values) {
    long size = (long) Double.BYTES * values.length;
    room(Integer.BYTES + size).putInt(values.length).asDoubleBuffer().put(values);
    out.position(out.position() + (int) size);
  }

  @Override
  public void array(long[] values) {
    long size = (long) Long.BYTES * values.length;
    room(Integer.BYTES + size).putInt(values.length).asLongBuffer().put(values);
    out.position(out.position() + (int) size);
  }
}
