package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Gives each record its series as key, so that a series lives in one partition. Value, headers and
 * timestamp stay as they are; where it came from and its own key go along as headers. Headers and a
 * key that are larger than the topic by-series has room for beside a value stay behind: they teach
 * nothing, and one such record would end the stream. What cannot be read is refused here, as nobody
 * knows where it belongs.
 */
final class RekeyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** Of the room that {@link StateSizes#largestRecordBytes} leaves beside a value. */
  private static final int MOST_BESIDE_BYTES = 48 << 10;

  private final ObservationDecoder decoder;
  private final RejectedRecords rejectedRecords;
  private final EngineMeters meters;
  private ProcessorContext<byte[], byte[]> context;

  RekeyProcessor(TopologySpec spec, RejectedRecords rejectedRecords, EngineMeters meters) {
    this.decoder = new ObservationDecoder(spec);
    this.rejectedRecords = rejectedRecords;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> initialContext) {
    this.context = initialContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    SourcePosition position = position(context.recordMetadata().orElseThrow());
    try {
      String series = decoder.decode(record.key(), record.value(), record.timestamp()).series();
      context.forward(
          record
              .withKey(series.getBytes(StandardCharsets.UTF_8))
              .withHeaders(headers(record, position)),
          EddyTopology.BY_SERIES_IN);
    } catch (RejectedRecord e) {
      meters.rejected(e.rejection().reason());
      context.forward(
          rejectedRecords.of(record.key(), record.value(), record, position, e.rejection()),
          EddyTopology.UNREADABLE);
    }
  }

  private static Headers headers(Record<byte[], byte[]> record, SourcePosition position) {
    byte[] key = record.key();
    Headers headers = EddyHeaders.without(record.headers());
    if (EddyHeaders.bytes(headers) + (key == null ? 0 : key.length) > MOST_BESIDE_BYTES) {
      key = null;
      headers = new RecordHeaders();
    }
    EddyHeaders.addOrigin(headers, position, key);
    return headers;
  }

  private static SourcePosition position(RecordMetadata metadata) {
    return new SourcePosition(metadata.partition(), metadata.offset());
  }
}
