package dev.eddy.observe.rest;

import dev.eddy.observe.TopologyStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A topology as one process of its deployment knows it, for readers. Safe for use by several
 * threads; reading never holds up who learns.
 */
public interface ServedTopology {
  /** How it does at this moment. */
  TopologyStatus status();

  /** A series of which a record has come since this process took its partition over. */
  Optional<SeriesDetails> find(String series);

  /** All such series, in no order. They change while they are read. */
  Stream<SeriesSummary> summaries();

  /**
   * True if states of the series are here, whether or not a record of it has come since.
   *
   * @throws NotReady while states are being restored or moved
   */
  boolean remembers(String series);

  /** What its series remember, and who may change it. */
  ServedStates states();

  /** The processes that share the topology's partitions, as far as is known; this one first. */
  List<Instance> instances();

  /**
   * Which process has the series.
   *
   * @throws NotReady while partitions are being shared out
   */
  Whereabouts whereabouts(String series);

  /**
   * One process of a deployment.
   *
   * @param address host and port at which others reach it; empty if it told none
   * @param here true for this process
   * @param partitions of the topic of series, in order
   */
  record Instance(Optional<String> address, boolean here, List<Integer> partitions) {}

  /**
   * Where a series should be.
   *
   * @param partition that of the series, if it was chosen by its key as Kafka does by itself
   * @param here true if this process has that partition
   * @param address of the process that has it; empty if it told none
   * @param certain true if the partition was chosen so by the engine; else whoever wrote the
   *     records may have put them anywhere
   */
  record Whereabouts(int partition, boolean here, Optional<String> address, boolean certain) {}

  /** Partitions are being shared out, or their states restored; it passes by itself. */
  final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Because of this. */
    public NotReady(Throwable cause) {
      super(cause);
    }
  }
}
