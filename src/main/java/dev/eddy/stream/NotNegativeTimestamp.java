package dev.eddy.stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The record's timestamp, or the epoch where it is negative: Kafka's own extractor would end the
 * stream. Made by Kafka. Immutable.
 */
public final class NotNegativeTimestamp implements TimestampExtractor {
  /** Made by Kafka. */
  public NotNegativeTimestamp() {}

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
