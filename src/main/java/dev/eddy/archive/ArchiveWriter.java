package dev.eddy.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes what an object remembers, little-endian, arrays in bulk. */
public final class ArchiveWriter implements Archive {
  private final ByteBuffer out;

  /**
   * Writes from the buffer's position on.
   *
   * @param out Modified: its position, its content and its byte order, which becomes little-endian.
   */
  public ArchiveWriter(ByteBuffer out) {
    this.out = out.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** What this object remembers, as bytes of exactly {@link ArchiveSize#of}. */
  public static byte[] bytesOf(Archived archived) {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(ArchiveSize.of(archived)));
    archived.archive(new ArchiveWriter(buffer));
    return buffer.array();
  }

  @Override
  public boolean reading() {
    return false;
  }

  @Override
  public boolean flag(boolean value) {
    out.put((byte) (value ? 1 : 0));
    return value;
  }

  @Override
  public int number(int value) {
    out.putInt(value);
    return value;
  }

  @Override
  public long number(long value) {
    out.putLong(value);
    return value;
  }

  @Override
  public double number(double value) {
    out.putDouble(value);
    return value;
  }

  @Override
  public String text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.putInt(bytes.length).put(bytes);
    return value;
  }

  @Override
  public void array(float[] values) {
    out.putInt(values.length).asFloatBuffer().put(values);
    out.position(out.position() + Float.BYTES * values.length);
  }

  @Override
  public void array(double[] values) {
    out.putInt(values.length).asDoubleBuffer().put(values);
    out.position(out.position() + Double.BYTES * values.length);
  }

  @Override
  public void array(long[] values) {
    out.putInt(values.length).asLongBuffer().put(values);
    out.position(out.position() + Long.BYTES * values.length);
  }
}
