package dev.eddy.model.recurrent;

import dev.eddy.archive.Archive;
import dev.eddy.archive.Archived;
import dev.eddy.kernel.LayerTrace;
import dev.eddy.kernel.Steps;
import dev.eddy.model.recurrent.cell.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What runs along with a series: carries, inputs and targets of the last steps, in rings. Lag 0 is
 * the present step. Takes 4·steps·(inputs + padded pairs) bytes and 4·(steps + 1) for each number
 * carried. Not safe for use by several threads.
 */
final class Memory implements Archived {
  private final int capacity; // steps
  private final int inputSize;
  private final int pairs;
  private final List<Carries> hidden = new ArrayList<>(); // by layer
  private final List<Carries> cells = new ArrayList<>();
  private final float[] inputs; // [capacity][inputs], step s at s mod capacity
  private final int stride; // pairs, padded as in a network's window
  private final float[] targets; // [capacity][stride], NaN where unknown
  private long steps; // since the last reset

  Memory(Network network, int capacity) {
    this.capacity = capacity;
    inputSize = network.shape().inputs();
    pairs = network.shape().pairs();
    stride = network.targets().stride();
    for (Cell layer : network.layers()) {
      LayerTrace trace = layer.trace();
      hidden.add(new Carries(capacity + 1, layer.outputs(), trace.outputs));
      cells.add(new Carries(capacity + 1, layer.cells(), trace.memory));
    }
    inputs = new float[capacity * inputSize];
    targets = new float[capacity * stride];
    reset();
  }

  void reset() {
    steps = 0;
    hidden.forEach(Carries::reset);
    cells.forEach(Carries::reset);
    Arrays.fill(inputs, 0);
    Arrays.fill(targets, Float.NaN);
  }

  /** Steps held, at most the capacity. */
  int held() {
    return (int) Math.min(steps, capacity);
  }

  /** Begins a new step; its carry stays that of an older one until it is stored. */
  void append(float[] input) {
    steps++;
    int at = slot(0) * inputSize;
    for (int i = 0; i < inputSize; i++) {
      inputs[at + i] = Math.abs(input[i]) <= Float.MAX_VALUE ? input[i] : 0;
    }
    int first = slot(0) * stride;
    Arrays.fill(targets, first, first + pairs, Float.NaN);
  }

  /** Completes a pair; false if its step is not held any more. */
  boolean complete(int pair, int lag, float target) {
    if (lag >= held()) {
      return false;
    }
    targets[slot(lag) * stride + pair] = target;
    return true;
  }

  /** The input of the present step, zero if there was none, into the first of the network's. */
  void presentInto(Network network) {
    if (steps == 0) {
      Arrays.fill(network.inputs().values(), 0, inputSize, 0);
    } else {
      System.arraycopy(inputs, slot(0) * inputSize, network.inputs().values(), 0, inputSize);
    }
  }

  /** Inputs and targets of {@code count} steps that end at a lag, into a window. */
  void windowInto(Network network, int lag, int count) {
    copyOut(inputs, inputSize, lag, count, network.inputs());
    copyOut(targets, stride, lag, count, network.targets());
  }

  private void copyOut(float[] ring, int size, int lag, int count, Steps to) {
    int first = slot(lag + count - 1);
    int before = Math.min(count, capacity - first);
    System.arraycopy(ring, first * size, to.values(), to.at(0), before * size);
    System.arraycopy(ring, 0, to.values(), to.at(before), (count - before) * size);
  }

  /** The carry after the step of this lag, zero if there was none, to the start of a window. */
  void carryInto(Network network, long lag) {
    for (int l = 0; l < hidden.size(); l++) {
      LayerTrace trace = network.layers().get(l).trace();
      if (lag >= steps) {
        Arrays.fill(trace.hidden, 0, trace.outputs, 0);
        Arrays.fill(trace.cells, 0, trace.memory, 0);
      } else {
        hidden.get(l).get(steps - 1 - lag, trace.hidden);
        cells.get(l).get(steps - 1 - lag, trace.cells);
      }
    }
  }

  /** Replaces the carries of the last {@code count} steps by those of a window. */
  void storeCarries(Network network, int count) {
    for (int l = 0; l < hidden.size(); l++) {
      LayerTrace trace = network.layers().get(l).trace();
      hidden.get(l).set(steps - count, count, trace.hidden);
      cells.get(l).set(steps - count, count, trace.cells);
    }
  }

  private int slot(int lag) {
    return (int) ((steps - 1 - lag) % capacity);
  }

  @Override
  public void archive(Archive archive) {
    steps = archive.number(steps);
    hidden.forEach(carries -> carries.archive(archive));
    cells.forEach(carries -> carries.archive(archive));
    archive.array(inputs);
    float[] canonical = new float[capacity * pairs];
    for (int slot = 0; slot < capacity; slot++) {
      System.arraycopy(targets, slot * stride, canonical, slot * pairs, pairs);
    }
    archive.array(canonical);
    for (int slot = 0; slot < capacity; slot++) {
      System.arraycopy(canonical, slot * pairs, targets, slot * stride, pairs);
    }
  }
}
