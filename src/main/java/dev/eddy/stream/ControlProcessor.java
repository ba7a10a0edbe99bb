package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.series.RejectedRecord;
import dev.eddy.state.SourcePosition;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads what a record of the control topic asks, or refuses it. */
final class ControlProcessor implements Processor<byte[], byte[], Object, Object> {
  private final RejectedRecords rejectedRecords;
  private final EngineMeters meters;
  private ProcessorContext<Object, Object> context;

  /**
   * For the control topic.
   *
   * @param rejectedRecords makes records of what is refused there
   */
  ControlProcessor(RejectedRecords rejectedRecords, EngineMeters meters) {
    this.rejectedRecords = rejectedRecords;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<Object, Object> initialContext) {
    this.context = initialContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    SourcePosition at = new SourcePosition(metadata.partition(), metadata.offset());
    long now = context.currentSystemTimeMs();
    try {
      ControlRecord control = ControlRecord.read(record.key(), record.value(), at);
      String series = new String(control.key(), StandardCharsets.UTF_8);
      context.forward(new Record<>(series, control, now), EddyTopology.FORECAST);
    } catch (RejectedRecord e) {
      meters.rejected(e.rejection().reason());
      context.forward(
          rejectedRecords.of(
              record.key(), record.value(), record.withTimestamp(now), at, e.rejection()),
          EddyTopology.REJECTED);
    }
  }
}
