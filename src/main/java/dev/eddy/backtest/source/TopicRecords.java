package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.spec.TopologySpec;
import java.io.Closeable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of a topic up to where its partitions end when it is opened: those of a partition in
 * their order, and of several the one with the earliest timestamp first, equal ones by partition.
 * For one thread.
 */
final class TopicRecords implements Closeable {
  /** Moments in which no record comes before that is a failure. */
  private static final int MOST_EMPTY_MOMENTS = 60;

  private final String name;
  private final TopicReader reader;
  private final List<TopicPart> parts;
  private final long length;

  /**
   * Finds out where the topic begins and ends.
   *
   * @throws BacktestFailure if there is no such topic, or no broker answers
   */
  TopicRecords(String topic, TopologySpec spec, TimeRange range) {
    this.name = "topic " + topic;
    this.reader = new TopicReader(topic, spec, TopicReader.PATIENCE);
    try {
      this.parts = reader.begin(range);
    } catch (BacktestFailure e) {
      throw e.closing(reader);
    }
    this.length = parts.stream().mapToLong(TopicPart::length).sum();
  }

  /**
   * The next record; empty at the end.
   *
   * @throws BacktestFailure if brokers send no more
   */
  Optional<ConsumerRecord<byte[], byte[]>> next() {
    awaitHeads();
    return parts.stream()
        .filter(part -> !part.isOver())
        .min(Comparator.comparingLong(TopicPart::nextTimestamp))
        .map(TopicPart::take);
  }

  /** Waits until the next record of each partition is known. */
  private void awaitHeads() {
    int emptyMoments = 0;
    while (parts.stream().anyMatch(TopicPart::isWaitedFor)) {
      emptyMoments = reader.read(parts) > 0 ? 0 : emptyMoments + 1;
      if (emptyMoments == MOST_EMPTY_MOMENTS) {
        throw BacktestFailure.ofRunning(
            name + ": cannot be read on, as its brokers send no more records", null);
      }
    }
  }

  /** How much of it has been taken, from 0 to 1. */
  double share() {
    return (double) parts.stream().mapToLong(TopicPart::done).sum() / Math.max(1, length);
  }

  int partitions() {
    return parts.size();
  }

  /** How many partitions no longer have their first records. */
  long cutPartitions() {
    return parts.stream().filter(part -> part.begin() > 0).count();
  }

  @Override
  public void close() {
    reader.close();
  }
}
