package dev.eddy.archive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Loads what an {@link ArchiveWriter} wrote into an object made from the same specification. */
public final class ArchiveReader implements Archive {
  private final ByteBuffer in;
  private final int format;

  /**
   * Reads from the buffer's position on.
   *
   * @param in Modified: its position and its byte order, which becomes little-endian.
   */
  public ArchiveReader(ByteBuffer in) {
    this(in, FORMAT);
  }

  /**
   * Reads what an earlier version wrote.
   *
   * @param in Modified: its position and its byte order, which becomes little-endian.
   * @param format in which it was written
   */
  public ArchiveReader(ByteBuffer in, int format) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.format = format;
  }

  @Override
  public int format() {
    return format;
  }

  /**
   * Fills the object from the bytes.
   *
   * @param archived Modified.
   * @throws DamagedArchive if the bytes do not fit it to the last one; it is then unusable
   */
  public static void load(byte[] bytes, Archived archived) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    archived.archive(new ArchiveReader(buffer));
    if (buffer.hasRemaining()) {
      throw new DamagedArchive(buffer.remaining() + " bytes too many");
    }
  }

  @Override
  public boolean reading() {
    return true;
  }

  @Override
  public boolean flag(boolean value) {
    int stored = take(in::get);
    if (stored < 0 || stored > 1) {
      throw new DamagedArchive(stored + " where a truth value belongs");
    }
    return stored == 1;
  }

  @Override
  public int number(int value) {
    return take(in::getInt);
  }

  @Override
  public long number(long value) {
    return take(in::getLong);
  }

  @Override
  public double number(double value) {
    return take(in::getDouble);
  }

  @Override
  public String text(String value) {
    int length = number(0);
    if (length < 0 || length > in.remaining()) {
      throw new DamagedArchive(
          "a text of " + length + " bytes where " + in.remaining() + " are left");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void array(float[] values) {
    expect(values.length, Float.BYTES);
    in.asFloatBuffer().get(values);
    in.position(in.position() + Float.BYTES * values.length);
  }

  @Override
  public void array(double[] values) {
    expect(values.length, Double.BYTES);
    in.asDoubleBuffer().get(values);
    in.position(in.position() + Double.BYTES * values.length);
  }

  @Override
  public void array(long[] values) {
    expect(values.length, Long.BYTES);
    in.asLongBuffer().get(values);
    in.position(in.position() + Long.BYTES * values.length);
  }

  private void expect(int length, int elementBytes) {
    int stored = number(0);
    if (stored != length) {
      throw new DamagedArchive("an array of " + stored + " elements where " + length + " belong");
    }
    if ((long) length * elementBytes > in.remaining()) {
      throw new DamagedArchive("the bytes end within an array of " + length + " elements");
    }
  }

  private static <T> T take(Supplier<T> read) {
    try {
      return read.get();
    } catch (BufferUnderflowException e) {
      DamagedArchive damaged = new DamagedArchive("the bytes end too early");
      damaged.initCause(e);
      throw damaged;
    }
  }
}
