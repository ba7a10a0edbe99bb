package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import java.util.Arrays;

/**
 * One layer's hidden or cell states of the last steps, in a ring: step s at s mod slots. Takes
 * 4·slots·padded size bytes. Not safe for use by several threads.
 */
final class Carries implements Archived {
  private final int slots;
  private final int size;
  private final int padded;
  private final float[] values; // [slots][padded]

  /**
   * All zero.
   *
   * @param size numbers of a step, of which an archive holds no more
   * @param padded the same with padding
   */
  Carries(int slots, int size, int padded) {
    this.slots = slots;
    this.size = size;
    this.padded = padded;
    values = new float[slots * padded];
  }

  void reset() {
    Arrays.fill(values, 0);
  }

  /** Copies one step's states out, into the first of the array. */
  void get(long step, float[] to) {
    System.arraycopy(values, slot(step), to, 0, padded);
  }

  /**
   * Replaces the states of {@code count} steps that begin at {@code first}.
   *
   * @param from [1 + count][padded], of which the first is left out. Not modified.
   */
  void set(long first, int count, float[] from) {
    int at = slot(first);
    int before = Math.min(count * padded, values.length - at);
    System.arraycopy(from, padded, values, at, before);
    System.arraycopy(from, padded + before, values, 0, count * padded - before);
  }

  private int slot(long step) {
    return (int) (step % slots) * padded;
  }

  /** Without padding. */
  @Override
  public void archive(Archive archive) {
    float[] canonical = new float[slots * size];
    for (int slot = 0; slot < slots; slot++) {
      System.arraycopy(values, slot * padded, canonical, slot * size, size);
    }
    archive.array(canonical);
    for (int slot = 0; slot < slots; slot++) {
      System.arraycopy(canonical, slot * size, values, slot * padded, size);
    }
  }
}
