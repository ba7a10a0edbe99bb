package dev.eddy.stream;

import dev.eddy.observe.EngineMeters;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.TopologySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a deployment has read its source, as its group's offsets have it: made explicit at the
 * first start, compared with what the topic still holds at each later one. Asked before the streams
 * start, so that the group is empty, or another instance's.
 *
 * <p>Instances that start at once do no harm: brokers take offsets from outside only while a group
 * has no member, so nobody's progress is turned back, and whoever comes second is refused, which is
 * well.
 */
final class SourcePositions {
  private static final Logger LOG = LoggerFactory.getLogger(SourcePositions.class);

  private final TopologySpec spec;
  private final Admin admin;
  private final Brokers brokers;

  /**
   * Of a topology whose topics are there.
   *
   * @param brokers not closed
   */
  SourcePositions(TopologySpec spec, Brokers brokers) {
    this.spec = spec;
    this.admin = brokers.admin();
    this.brokers = brokers;
  }

  /** Where the source's partitions end at this moment, by partition. */
  Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new TreeMap<>();
    offsets(spec.source().topic(), OffsetSpec.latest())
        .forEach((partition, offset) -> ends.put(partition.partition(), offset));
    return ends;
  }

  /**
   * Sees to it that reading goes on where it should.
   *
   * @param meters told of records that were deleted before they were read
   * @throws StreamFailure if Kafka has forgotten how far the deployment had read, or the topic is
   *     not the one that it has read
   */
  void settle(EngineMeters meters) {
    Map<TopicPartition, Long> committed = committed();
    Map<TopicPartition, Long> read = new TreeMap<>(SourcePositions::compare);
    committed.forEach(
        (partition, offset) -> {
          if (partition.topic().equals(spec.source().topic())) {
            read.put(partition, offset);
          }
        });
    if (!read.isEmpty()) {
      compare(read, meters);
    } else if (committed.isEmpty() && hasLearned()) {
      throw new StreamFailure(
          "topology "
              + spec.name()
              + " has learned, but no offsets of group "
              + spec.name()
              + " are known at "
              + brokers.servers()
              + ": brokers forget those of a group that has been away for"
              + " offsets.retention.minutes; "
              + remedy());
    } else {
      begin();
    }
  }

  private static int compare(TopicPartition one, TopicPartition other) {
    return Integer.compare(one.partition(), other.partition());
  }

  private String remedy() {
    return "eddy reset lets it begin anew, and kafka-consumer-groups --group "
        + spec.name()
        + " --topic "
        + spec.source().topic()
        + " --reset-offsets says where it goes on with what it knows";
  }

  private Map<TopicPartition, Long> committed() {
    Map<TopicPartition, Long> committed = new HashMap<>();
    brokers
        .get(
            "offsets of group " + spec.name(),
            admin.listConsumerGroupOffsets(spec.name()).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                committed.put(partition, offset.offset());
              }
            });
    return committed;
  }

  /** True if an earlier start wrote to the journal: offsets are committed before anything is. */
  private boolean hasLearned() {
    String journal = spec.name() + "-" + EddyTopology.JOURNAL + "-changelog";
    return offsets(journal, OffsetSpec.latest()).values().stream().anyMatch(end -> end > 0);
  }

  private void begin() {
    SourceStart start = spec.source().start();
    String topic = spec.source().topic();
    Map<TopicPartition, OffsetAndMetadata> from = new HashMap<>();
    resolve(start, topic)
        .forEach((partition, offset) -> from.put(partition, new OffsetAndMetadata(offset)));
    brokers.unless(
        "offsets of group " + spec.name(),
        admin.alterConsumerGroupOffsets(spec.name(), from).all(),
        UnknownMemberIdException.class,
        RebalanceInProgressException.class);
    LOG.info("{}: nothing of topic {} was read yet; it begins with {}", spec.name(), topic, start);
  }

  private Map<TopicPartition, Long> resolve(SourceStart start, String topic) {
    return switch (start.kind()) {
      case EARLIEST -> offsets(topic, OffsetSpec.earliest());
      case LATEST -> offsets(topic, OffsetSpec.latest());
      case TIME -> {
        long time = start.time().orElseThrow().in(spec.source().zoneId()).toEpochMilli();
        Map<TopicPartition, Long> from = offsets(topic, OffsetSpec.latest());
        offsets(topic, OffsetSpec.forTimestamp(time))
            .forEach(
                (partition, offset) -> {
                  if (offset >= 0) { // there is such a record
                    from.put(partition, offset);
                  }
                });
        yield from;
      }
    };
  }

  private void compare(Map<TopicPartition, Long> read, EngineMeters meters) {
    String topic = spec.source().topic();
    Map<TopicPartition, Long> begins = offsets(topic, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(topic, OffsetSpec.latest());
    read.forEach(
        (partition, offset) -> {
          long end = ends.getOrDefault(partition, 0L);
          if (offset > end) {
            throw new StreamFailure(
                "topology %s has read topic %s up to offset %d of partition %d, which ends at %d at %s: the topic was made anew, or brokers lost records; %s"
                    .formatted(
                        spec.name(),
                        topic,
                        offset,
                        partition.partition(),
                        end,
                        brokers.servers(),
                        remedy()));
          }
          long lost = begins.getOrDefault(partition, 0L) - offset;
          if (lost > 0) {
            meters.lost(lost);
            LOG.warn(
                "{}: up to {} records of topic {}, partition {}, were deleted before they were"
                    + " read; it goes on with the oldest that is left, at offset {}",
                spec.name(),
                lost,
                topic,
                partition.partition(),
                offset + lost);
          }
        });
  }

  /** An offset of each partition of a topic; none if there is no such topic. */
  private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    brokers
        .unless(
            "topic " + topic,
            admin.describeTopics(List.of(topic)).topicNameValues().get(topic),
            UnknownTopicOrPartitionException.class)
        .ifPresent(
            description ->
                description
                    .partitions()
                    .forEach(
                        info -> asked.put(new TopicPartition(topic, info.partition()), which)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    brokers
        .get("offsets of topic " + topic, admin.listOffsets(asked).all())
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }
}
