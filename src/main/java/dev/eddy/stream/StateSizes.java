package dev.eddy.stream;

import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.StepAssembler;
import dev.eddy.spec.CacheSpec;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;

/**
 * How large states are, and may become. A snapshot must fit a record: Kafka's limits are set from
 * here when topics are made, and checked before each put, as Kafka would end the thread instead of
 * saying what is wrong.
 *
 * @param snapshotBytes the snapshot of a series of which nothing is known yet, with as many open
 *     steps as there can be
 * @param largestSnapshotBytes the same with as many members as there will ever be
 */
record StateSizes(long snapshotBytes, long largestSnapshotBytes) {
  /** Beside those bytes: for offsets and what else may grow. */
  private static final long GROWTH_BYTES = 64 << 10;

  /** Brokers refuse requests of more than 100 MiB; a request may hold some records. */
  static final int MOST_RECORD_BYTES = 64 << 20;

  /** Keys, headers and framing around a value. */
  private static final int FRAME_BYTES = 64 << 10;

  /**
   * What a live series takes on the heap for each byte of its snapshot, and what is made while one
   * is written or read. By itself it was 1.2 with the models of the bundled topologies, 400 KB to
   * 1.4 MB a series.
   */
  private static final int HEAP_OVERHEAD = 2;

  private static final long HEAP_OBJECTS_BYTES = 16 << 10;

  /**
   * Of the series of a generation.
   *
   * @throws StreamFailure if its snapshots do not fit a record
   */
  static StateSizes of(Generation generation) {
    long open = StepAssembler.mostOpenBytes(generation.spec());
    StateSizes sizes =
        new StateSizes(
            LiveSeries.freshSnapshotBytes(generation) + open,
            LiveSeries.largestSnapshotBytes(generation) + open);
    if (sizes.largestValueBytes() + FRAME_BYTES > MOST_RECORD_BYTES) {
      throw new StreamFailure(
          "a snapshot of one series takes "
              + sizes.snapshotBytes
              + " bytes, and may come to take "
              + sizes.largestValueBytes()
              + ": must be at most "
              + (MOST_RECORD_BYTES - FRAME_BYTES)
              + ", as Kafka takes no larger records; fewer units, shorter lags or a shorter"
              + " step.grace make it smaller");
    }
    return sizes;
  }

  /** The most that a value of a store may have. */
  long largestValueBytes() {
    return Math.max(1 << 20, largestSnapshotBytes + GROWTH_BYTES);
  }

  /** What topics of the engine's own, and those who write to them, must take. */
  int largestRecordBytes() {
    return (int) (Math.max(largestValueBytes(), ObservationDecoder.LARGEST_VALUE) + FRAME_BYTES);
  }

  /** How many series a process keeps live. */
  int liveSeries(CacheSpec cache) {
    return cache.seriesThatFit(
        Runtime.getRuntime().maxMemory(), HEAP_OVERHEAD * snapshotBytes + HEAP_OBJECTS_BYTES);
  }

  /**
   * Checks a value before it is put.
   *
   * @throws StreamFailure if it is too large
   */
  void check(String what, String series, byte[] value) {
    if (value.length > largestValueBytes()) {
      throw new StreamFailure(
          what
              + " of series "
              + series
              + " has "
              + value.length
              + " bytes: must be at most "
              + largestValueBytes()
              + ", as the topics were made for no more");
    }
  }
}
