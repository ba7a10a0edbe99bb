package dev.eddy.stream;

import dev.eddy.series.Rejection;
import dev.eddy.state.SourcePosition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes what goes to the topic of rejected records: the record as it came, with headers that say
 * why and where it was read. One that is too large for the topic goes without its bytes. Immutable.
 */
final class RejectedRecords {
  private static final int FRAME_BYTES = 4_096; // what Kafka and our own headers put around it

  private final String sourceTopic;
  private final int largestBytes;

  /**
   * Of records of a topic.
   *
   * @param largestBytes the most that the topic of rejected records takes
   */
  RejectedRecords(String sourceTopic, int largestBytes) {
    this.sourceTopic = sourceTopic;
    this.largestBytes = largestBytes;
  }

  /**
   * A rejected record.
   *
   * @param key as it came; null if there was none
   * @param value as it came; null if there was none
   * @param came its headers. Not modified.
   */
  Record<byte[], byte[]> of(
      byte[] key, byte[] value, Record<?, ?> came, SourcePosition position, Rejection rejection) {
    Headers headers = EddyHeaders.without(came.headers());
    long bytes = FRAME_BYTES + length(key) + length(value) + EddyHeaders.bytes(headers);
    boolean fits = bytes <= largestBytes;
    if (!fits) {
      headers = new RecordHeaders();
      EddyHeaders.add(headers, EddyHeaders.BYTES, Long.toString(length(value)));
    }
    EddyHeaders.addRejection(headers, rejection, sourceTopic, position);
    return new Record<>(fits ? key : null, fits ? value : null, came.timestamp(), headers);
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
