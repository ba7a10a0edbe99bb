package dev.eddy.stream;

import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.StepAssembler;
import dev.eddy.spec.CacheSpec;
import dev.eddy.state.Generation;
import dev.eddy.state.LiveSeries;

/**
 * How large states are, and may become. What is put into the stores goes to Kafka as records, whose
 * limits follow from here: topics are made to take them, and what no topic takes is refused before
 * anything starts. A snapshot may be of any size, as it is put in pieces.
 *
 * @param snapshotBytes the snapshot of a series of which nothing is known yet, with as many open
 *     steps as there can be
 * @param largestSnapshotBytes the same with as many members as there will ever be
 * @param entryBytes an entry of the journal
 */
record StateSizes(long snapshotBytes, long largestSnapshotBytes, long entryBytes) {
  /** A snapshot is written into one array, beside the state itself. */
  private static final long MOST_SNAPSHOT_BYTES = 1 << 30;

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
   * @throws StreamFailure if its states are larger than can be kept
   */
  static StateSizes of(Generation generation) {
    long open = StepAssembler.mostOpenBytes(generation.spec());
    StateSizes sizes =
        new StateSizes(
            LiveSeries.freshSnapshotBytes(generation) + open,
            LiveSeries.largestSnapshotBytes(generation) + open,
            LiveSeries.entryBytes(generation));
    if (sizes.largestSnapshotBytes > MOST_SNAPSHOT_BYTES) {
      throw new StreamFailure(
          "a snapshot of one series takes "
              + sizes.snapshotBytes
              + " bytes, and may come to take "
              + sizes.largestSnapshotBytes
              + ": must be at most "
              + MOST_SNAPSHOT_BYTES
              + "; fewer units, shorter lags or a shorter step.grace make it smaller");
    }
    if (sizes.entryBytes + FRAME_BYTES > MOST_RECORD_BYTES) {
      throw new StreamFailure(
          "what one record says takes "
              + sizes.entryBytes
              + " bytes: must be at most "
              + (MOST_RECORD_BYTES - FRAME_BYTES)
              + ", as Kafka takes no larger records; fewer fields in source.known or a shorter"
              + " forecast.horizon make it smaller");
    }
    return sizes;
  }

  /** What topics of the engine's own, and those who write to them, must take. */
  int largestRecordBytes() {
    long value = Math.max(KafkaSeriesStore.PIECE_BYTES, entryBytes);
    return (int) (Math.max(value, ObservationDecoder.LARGEST_VALUE) + FRAME_BYTES);
  }

  /** How many series a process keeps live. */
  int liveSeries(CacheSpec cache) {
    return cache.seriesThatFit(
        Runtime.getRuntime().maxMemory(), HEAP_OVERHEAD * snapshotBytes + HEAP_OBJECTS_BYTES);
  }
}
