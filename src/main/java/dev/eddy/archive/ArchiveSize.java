package dev.eddy.archive;

import java.nio.charset.StandardCharsets;

/** Counts the bytes that an {@link ArchiveWriter} would write. Costs one walk, copies nothing. */
public final class ArchiveSize implements Archive {
  private long bytes;

  /** The bytes that this object takes in an archive. */
  public static long of(Archived archived) {
    ArchiveSize size = new ArchiveSize();
    archived.archive(size);
    return size.bytes;
  }

  @Override
  public boolean reading() {
    return false;
  }

  @Override
  public boolean flag(boolean value) {
    bytes += 1;
    return value;
  }

  @Override
  public int number(int value) {
    bytes += Integer.BYTES;
    return value;
  }

  @Override
  public long number(long value) {
    bytes += Long.BYTES;
    return value;
  }

  @Override
  public double number(double value) {
    bytes += Double.BYTES;
    return value;
  }

  @Override
  public String text(String value) {
    bytes += Integer.BYTES + value.getBytes(StandardCharsets.UTF_8).length;
    return value;
  }

  @Override
  public void array(float[] values) {
    bytes += Integer.BYTES + (long) Float.BYTES * values.length;
  }

  @Override
  public void array(double[] values) {
    bytes += Integer.BYTES + (long) Double.BYTES * values.length;
  }

  @Override
  public void array(long[] values) {
    bytes += Integer.BYTES + (long) Long.BYTES * values.length;
  }
}
