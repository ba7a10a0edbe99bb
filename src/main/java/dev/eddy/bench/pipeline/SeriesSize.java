package dev.eddy.bench.pipeline;

import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;

/**
 * S: the bytes of a series' snapshot.
 *
 * @param freshBytes of one of which nothing is known
 * @param largestBytes the most that it may come to
 */
record SeriesSize(long freshBytes, long largestBytes) {
  /** On the heap an object is larger than what it writes, by its arrays' headers and its links. */
  private static final double ON_HEAP = 1.2;

  static SeriesSize of(TopologySpec spec) {
    Generation generation = ModelSet.generation(spec);
    return new SeriesSize(
        LiveSeries.freshSnapshotBytes(generation), LiveSeries.largestSnapshotBytes(generation));
  }

  double freshHeapBytes() {
    return ON_HEAP * freshBytes;
  }
}
