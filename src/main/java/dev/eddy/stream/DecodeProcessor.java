package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.SourcePosition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Reads what a record says, or refuses it. */
final class DecodeProcessor implements Processor<byte[], byte[], Object, Object> {
  private final ObservationDecoder decoder;
  private final boolean rekeyed;
  private final RejectedRecords rejectedRecords;
  private final EngineMeters meters;
  private ProcessorContext<Object, Object> context;

  /**
   * For the records of a topology.
   *
   * @param rekeyed true if they come by way of {@link RekeyProcessor}
   */
  DecodeProcessor(
      TopologySpec spec, boolean rekeyed, RejectedRecords rejectedRecords, EngineMeters meters) {
    this.decoder = new ObservationDecoder(spec);
    this.rekeyed = rekeyed;
    this.rejectedRecords = rejectedRecords;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<Object, Object> initialContext) {
    this.context = initialContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    SourcePosition position = position(record);
    byte[] key = rekeyed ? EddyHeaders.originalKey(record.headers()) : record.key();
    try {
      Observation observation = decoder.decode(key, record.value(), record.timestamp());
      Reading reading = new Reading(observation, position, key, record.value());
      context.forward(
          new Record<>(observation.series(), reading, record.timestamp(), record.headers()),
          EddyTopology.FORECAST);
    } catch (RejectedRecord e) {
      meters.rejected(e.rejection().reason());
      context.forward(
          rejectedRecords.of(key, record.value(), record, position, e.rejection()),
          EddyTopology.REJECTED);
    }
  }

  private SourcePosition position(Record<byte[], byte[]> record) {
    if (rekeyed) {
      return EddyHeaders.origin(record.headers());
    }
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    return new SourcePosition(metadata.partition(), metadata.offset());
  }
}
