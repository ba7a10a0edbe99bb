package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.Kernel;
import java.util.Arrays;

/**
 * What runs along with a series: carries, inputs and targets of the last steps, in rings. Lag 0 is
 * the present step. Takes 4·window·(inputs + outputs) + 8·(window + 1)·units bytes. Not safe for
 * use by several threads.
 */
final class LstmMemory implements Archived {
  private final LstmShape shape;
  private final int window; // k2
  private final int padded;
  private final float[] hidden; // [window + 1][padded units], step s at s mod (window + 1)
  private final float[] cells; // [window + 1][padded units]
  private final float[] inputs; // [window][inputs], step s at s mod window
  private final float[] targets; // [window][outputs], NaN where unknown
  private long steps; // since the last reset

  LstmMemory(LstmShape shape, int window) {
    this.shape = shape;
    this.window = window;
    padded = Kernel.padded(shape.units());
    hidden = new float[(window + 1) * padded];
    cells = new float[(window + 1) * padded];
    inputs = new float[window * shape.inputs()];
    targets = new float[window * shape.outputs()];
    reset();
  }

  void reset() {
    steps = 0;
    Arrays.fill(hidden, 0);
    Arrays.fill(cells, 0);
    Arrays.fill(inputs, 0);
    Arrays.fill(targets, Float.NaN);
  }

  /** Steps held, at most the window. */
  int held() {
    return (int) Math.min(steps, window);
  }

  /** Begins a new step; its carry stays that of an older one until it is stored. */
  void append(float[] input) {
    steps++;
    int at = slot(0, window) * shape.inputs();
    for (int i = 0; i < shape.inputs(); i++) {
      inputs[at + i] = Math.abs(input[i]) <= Float.MAX_VALUE ? input[i] : 0;
    }
    int first = slot(0, window) * shape.outputs();
    Arrays.fill(targets, first, first + shape.outputs(), Float.NaN);
  }

  /** Completes a pair; false if its step is not held any more. */
  boolean complete(int output, int lag, float target) {
    if (lag >= held()) {
      return false;
    }
    targets[slot(lag, window) * shape.outputs() + output] = target;
    return true;
  }

  /** The input of the present step, zero if there was none, into the first of the array. */
  void presentInputInto(float[] to) {
    if (steps == 0) {
      Arrays.fill(to, 0, shape.inputs(), 0);
    } else {
      inputsInto(1, to);
    }
  }

  /** The inputs of the last steps, oldest first, into [count][inputs]. */
  void inputsInto(int count, float[] to) {
    copyOut(inputs, shape.inputs(), window, count, to);
  }

  /** The targets of the last steps, oldest first, into [count][outputs]. */
  void targetsInto(int count, float[] to) {
    copyOut(targets, shape.outputs(), window, count, to);
  }

  /** The carry after the step of this lag, zero if there was none, into the first of each array. */
  void carryInto(int lag, float[] hiddenTo, float[] cellsTo) {
    if (lag >= steps) {
      Arrays.fill(hiddenTo, 0, padded, 0);
      Arrays.fill(cellsTo, 0, padded, 0);
      return;
    }
    int at = slot(lag, window + 1) * padded;
    System.arraycopy(hidden, at, hiddenTo, 0, padded);
    System.arraycopy(cells, at, cellsTo, 0, padded);
  }

  /**
   * Replaces the carries of the last steps, oldest first.
   *
   * @param hiddenFrom [1 + count][padded units], of which the first is left out
   */
  void storeCarries(int count, float[] hiddenFrom, float[] cellsFrom) {
    int first = slot(count - 1, window + 1);
    int before = Math.min(count, window + 1 - first);
    System.arraycopy(hiddenFrom, padded, hidden, first * padded, before * padded);
    System.arraycopy(cellsFrom, padded, cells, first * padded, before * padded);
    int rest = (count - before) * padded;
    System.arraycopy(hiddenFrom, (1 + before) * padded, hidden, 0, rest);
    System.arraycopy(cellsFrom, (1 + before) * padded, cells, 0, rest);
  }

  private void copyOut(float[] ring, int size, int slots, int count, float[] to) {
    int first = slot(count - 1, slots);
    int before = Math.min(count, slots - first);
    System.arraycopy(ring, first * size, to, 0, before * size);
    System.arraycopy(ring, 0, to, before * size, (count - before) * size);
  }

  private int slot(int lag, int slots) {
    return (int) ((steps - 1 - lag) % slots);
  }

  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    archiveCarries(archive, hidden);
    archiveCarries(archive, cells);
    archive.array(inputs);
    archive.array(targets);
  }

  /** Without padding. */
  private void archiveCarries(Archive archive, float[] carries) {
    int units = shape.units();
    float[] canonical = new float[(window + 1) * units];
    for (int step = 0; step <= window; step++) {
      System.arraycopy(carries, step * padded, canonical, step * units, units);
    }
    archive.array(canonical);
    for (int step = 0; step <= window; step++) {
      System.arraycopy(canonical, step * units, carries, step * padded, units);
    }
  }
}
