package dev.eddy.kernel;

/**
 * Vectors of successive steps in one array, oldest first: step t begins at {@code from + t ·
 * stride}. A view, which takes no memory of its own.
 *
 * @param values [steps][stride] from {@code from}, not copied
 * @param from where step 0 begins
 * @param stride floats from one step to the next
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Steps(float[] values, int from, int stride) {
  /** Where a step begins in {@link #values}. */
  public int at(int step) {
    return from + step * stride;
  }
}
