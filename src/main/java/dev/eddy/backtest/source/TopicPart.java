package dev.eddy.backtest.source;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition of a topic that is being read, and the records that have come and wait for those of
 * other partitions. For one thread.
 */
final class TopicPart {
  /** So many that wait are enough; one more answer of the brokers may come on top. */
  private static final int ENOUGH = 1_000;

  private final TopicPartition partition;
  private final long begin;
  private final long end;
  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private long reached;
  private long taken;

  /**
   * Of which nothing has been read.
   *
   * @param begin the first offset that is wanted
   * @param end the first that is not
   */
  TopicPart(TopicPartition partition, long begin, long end) {
    this.partition = partition;
    this.begin = begin;
    this.end = end;
    this.reached = begin;
    this.taken = begin;
  }

  TopicPartition partition() {
    return partition;
  }

  long begin() {
    return begin;
  }

  /** How many offsets lie between begin and end. */
  long length() {
    return end - begin;
  }

  /** How many of these have been taken. */
  long done() {
    return isOver() ? length() : taken - begin;
  }

  void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.offset() < end) {
      waiting.add(record);
    }
  }

  /** All before this offset has come. */
  void reached(long offset) {
    reached = offset;
  }

  /** True if records may come that are wanted, and few wait. */
  boolean wantsMore() {
    return reached < end && waiting.size() < ENOUGH;
  }

  /** True if nobody knows which record is the next. */
  boolean isWaitedFor() {
    return waiting.isEmpty() && reached < end;
  }

  /** True if there is no further record. */
  boolean isOver() {
    return waiting.isEmpty() && reached >= end;
  }

  /** The timestamp of the next record, which waits; a negative one is the epoch. */
  long nextTimestamp() {
    return timestamp(waiting.element());
  }

  ConsumerRecord<byte[], byte[]> take() {
    ConsumerRecord<byte[], byte[]> next = waiting.remove();
    taken = next.offset() + 1;
    return next;
  }

  /** As the stream takes it. */
  static long timestamp(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.timestamp());
  }
}
