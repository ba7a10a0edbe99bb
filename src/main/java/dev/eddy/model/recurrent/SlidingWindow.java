package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.LayerTrace;
import java.util.Arrays;

/**
 * The last steps of a network of one layer as they were passed, kept in the network's own window:
 * step 0 is the oldest, and all move down by one where a full window slides. Each step is passed
 * once. Sliding copies what the window holds; it takes no memory beside the network's. Not safe for
 * use by several threads.
 */
final class SlidingWindow implements Archived {
  private final Network network; // no one else's
  private final LayerTrace trace;
  private final int units;
  private final int capacity; // steps
  private int held; // steps, of which the last is the present one

  SlidingWindow(Network network, int capacity) {
    this.network = network;
    this.capacity = capacity;
    trace = network.layers().get(0).trace();
    units = network.layers().get(0).outputs();
    reset();
  }

  void reset() {
    held = 0;
    Arrays.fill(trace.gates, 0);
    Arrays.fill(trace.hidden, 0);
    Arrays.fill(trace.cells, 0);
    Arrays.fill(trace.work, 0);
    Arrays.fill(network.inputs().values(), 0);
    forgetTargets();
  }

  /** What was complete has taught. */
  void forgetTargets() {
    Arrays.fill(network.targets().values(), Float.NaN);
  }

  /** Steps held; the present one is before that. */
  int held() {
    return held;
  }

  /** True if it has to slide before it can take in another step. */
  boolean full() {
    return held == capacity;
  }

  /** Lets go of the oldest step, whose states stay as those before the window. */
  void slide() {
    held--;
    slide(trace.gates, trace.sums);
    slide(trace.hidden, trace.outputs);
    slide(trace.cells, trace.memory);
    slide(trace.work, trace.workSize);
    slide(network.inputs().values(), network.inputs().stride());
    slide(network.targets().values(), network.targets().stride());
  }

  private static void slide(float[] values, int stride) {
    System.arraycopy(values, stride, values, 0, values.length - stride);
  }

  /** Begins a new step, which is still to be passed. */
  void append(float[] input) {
    int at = network.inputs().at(held);
    for (int i = 0; i < network.shape().inputs(); i++) {
      network.inputs().values()[at + i] = Math.abs(input[i]) <= Float.MAX_VALUE ? input[i] : 0;
    }
    int first = network.targets().at(held);
    Arrays.fill(network.targets().values(), first, first + network.targets().stride(), Float.NaN);
    held++;
  }

  /** Completes a pair that began so many steps ago; false if its step is not held any more. */
  boolean complete(int pair, int lag, float target) {
    if (lag >= held) {
      return false;
    }
    network.targets().values()[network.targets().at(held - 1 - lag) + pair] = target;
    return true;
  }

  /** Without padding. */
  @Override
  public void archive(Archive archive) {
    held = archive.number(held);
    int gates = trace.sums / trace.outputs;
    PaddedRows.archive(archive, trace.gates, trace.sums, gates, units);
    PaddedRows.archive(archive, trace.hidden, units);
    PaddedRows.archive(archive, trace.cells, units);
    PaddedRows.archive(archive, trace.work, units);
    archive.array(network.inputs().values());
    PaddedRows.archive(archive, network.targets().values(), network.shape().pairs());
  }
}
