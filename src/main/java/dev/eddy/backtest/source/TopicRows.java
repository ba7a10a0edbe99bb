package dev.eddy.backtest.source;

import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.spec.TopologySpec;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of a topic as {@link TopicSource} tells them. Holds some thousand records of each
 * partition, and the names of the series. For one thread.
 */
final class TopicRows implements InputRows {
  private static final int NUMBERS_BYTES = 28;

  private final TopicSource source;
  private final TopologySpec spec;
  private final ObservationDecoder decoder;
  private final TopicRecords records;
  private final MessageDigest digest = Sha256.digest();
  private final TimeForms forms = new TimeForms();
  private final Map<String, Integer> partitions = new HashMap<>();
  private final Set<String> scattered = new HashSet<>();

  TopicRows(TopicSource source, TopologySpec spec) {
    this.source = source;
    this.spec = spec;
    this.decoder = new ObservationDecoder(spec);
    this.records = new TopicRecords(source.topic(), spec, source.range());
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Optional<InputRow> next() {
    return records.next().map(this::decoded);
  }

  private InputRow decoded(ConsumerRecord<byte[], byte[]> record) {
    note(record);
    Position position = new Position(record.partition(), record.offset());
    InputRow row =
        InputRow.decoded(
            position,
            () -> {
              Observation observation =
                  decoder.decode(record.key(), record.value(), TopicPart.timestamp(record));
              forms.add(decoder.timeForm(), position);
              return observation;
            });
    row.observation().ifPresent(seen -> note(seen.series(), record.partition()));
    return row;
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    ByteBuffer numbers = ByteBuffer.allocate(NUMBERS_BYTES);
    numbers.putInt(record.partition()).putLong(record.offset()).putLong(record.timestamp());
    numbers.putInt(record.key() == null ? -1 : record.key().length);
    numbers.putInt(record.value() == null ? -1 : record.value().length);
    digest.update(numbers.array());
    if (record.key() != null) {
      digest.update(record.key());
    }
    if (record.value() != null) {
      digest.update(record.value());
    }
  }

  private void note(String series, int partition) {
    Integer first = partitions.putIfAbsent(series, partition);
    if (first != null && first != partition) {
      scattered.add(series);
    }
  }

  @Override
  public double share() {
    return records.share();
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public String emptiness() {
    return source.range().isAll() ? "has no records" : "has no records stamped " + source.range();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(forms.notes(spec.source().zoneId()));
    long cut = source.range().from().isPresent() ? 0 : records.cutPartitions();
    if (cut > 0) {
      notes.add(
          name()
              + ": "
              + cut
              + " of "
              + records.partitions()
              + " partitions no longer have their first records, which a deployment may have"
              + " learned from");
    }
    if (!scattered.isEmpty()) {
      notes.add(
          name()
              + ": "
              + scattered.size()
              + " of "
              + partitions.size()
              + " series lie in several partitions: they were replayed in the order of their"
              + " timestamps, and a deployment may have taken them in another");
    }
    return notes;
  }

  @Override
  public String sha256() {
    while (next().isPresent()) {
      // Each is digested as it comes.
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void close() {
    records.close();
  }
}
