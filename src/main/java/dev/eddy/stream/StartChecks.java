package dev.eddy.stream;

import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds out, before anything is started, whether a topology can run: brokers that answer, topics
 * that are there, and how large their records may be. Used once.
 */
final class StartChecks {
  private static final int PARTITIONS_MADE = 4;
  private static final int USUAL_LARGEST_BYTES = 1_048_588; // Kafka's own default
  private static final int FRAME_BYTES = 64 << 10;

  private final TopologySpec spec;
  private final Admin admin;
  private final Brokers brokers;

  /**
   * Of a topology's brokers.
   *
   * @param brokers not closed
   */
  StartChecks(TopologySpec spec, Brokers brokers) {
    this.spec = spec;
    this.admin = brokers.admin();
    this.brokers = brokers;
  }

  /**
   * Returns if all topics are there, made now if need be.
   *
   * @param create true to make those that are missing: a source of {@value #PARTITIONS_MADE}
   *     partitions, and sinks of as many as the source has
   * @throws StreamFailure if not, or no broker answers
   */
  void requireTopics(boolean create) {
    List<String> wanted = topics();
    refuseOwn(wanted);
    List<String> missing = new ArrayList<>(wanted);
    Map<String, TopicDescription> there = describe(wanted);
    missing.removeAll(there.keySet());
    if (missing.isEmpty()) {
      return;
    }
    if (!create) {
      throw new StreamFailure(
          (missing.size() == 1 ? "topic " : "topics ")
              + String.join(", ", missing)
              + (missing.size() == 1 ? " does" : " do")
              + " not exist at "
              + brokers.servers()
              + "; --create-topics makes "
              + (missing.size() == 1 ? "it" : "them"));
    }
    String source = spec.source().topic();
    if (missing.remove(source)) {
      // First, as the others are made to its measure.
      create(List.of(source), PARTITIONS_MADE, Map.of());
      there = describe(List.of(source));
    }
    int partitions = there.get(source).partitions().size();
    if (missing.remove(spec.sink().rejected())) {
      int largest = FRAME_BYTES + bounded(largestRecord(source).orElse(USUAL_LARGEST_BYTES));
      create(
          List.of(spec.sink().rejected()),
          partitions,
          Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largest)));
    }
    create(missing, partitions, Map.of());
  }

  /**
   * Makes the control topic if it is not there, with as many partitions as series are shared out
   * by: a command must come to the task that has its series.
   *
   * @param largestBytes of an exported series
   * @throws StreamFailure if it has another number of partitions
   */
  void requireControlTopic(int largestBytes) {
    String topic = EddyTopology.controlTopic(spec);
    String bySeries = EddyTopology.topicOfSeries(spec);
    Map<String, TopicDescription> there = describe(List.of(topic, bySeries, spec.source().topic()));
    int wanted = there.getOrDefault(bySeries, there.get(spec.source().topic())).partitions().size();
    if (!there.containsKey(topic)) {
      create(
          List.of(topic),
          wanted,
          Map.of(
              TopicConfig.RETENTION_MS_CONFIG,
              "-1",
              TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
              Integer.toString(largestBytes)));
    } else if (there.get(topic).partitions().size() != wanted) {
      throw new StreamFailure(
          "topic "
              + topic
              + " has "
              + there.get(topic).partitions().size()
              + " partitions: must have "
              + wanted
              + ", as "
              + bySeries
              + " has; eddy reset deletes it with all that was learned");
    } else {
      widen(topic, largestBytes);
    }
  }

  private void refuseOwn(List<String> wanted) {
    List<String> own = new ArrayList<>(EddyTopology.internalTopics(spec.name()));
    own.add(StartMarker.topic(spec.name()));
    own.retainAll(wanted);
    if (!own.isEmpty()) {
      throw new StreamFailure(
          "topic "
              + own.get(0)
              + " is where topology "
              + spec.name()
              + " keeps what it knows: its source and its sinks must be others");
    }
  }

  private List<String> topics() {
    return List.of(
        spec.source().topic(),
        spec.sink().forecasts(),
        spec.sink().learning().topic(),
        spec.sink().rejected());
  }

  private Map<String, TopicDescription> describe(List<String> topics) {
    Map<String, TopicDescription> there = new LinkedHashMap<>();
    admin
        .describeTopics(topics)
        .topicNameValues()
        .forEach(
            (topic, description) ->
                brokers
                    .unless("topic " + topic, description, UnknownTopicOrPartitionException.class)
                    .ifPresent(described -> there.put(topic, described)));
    return there;
  }

  private void create(List<String> topics, int partitions, Map<String, String> configs) {
    List<NewTopic> made =
        topics.stream()
            .map(
                topic ->
                    new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(configs))
            .toList();
    admin
        .createTopics(made)
        .values()
        .forEach(
            (topic, done) ->
                brokers.unless(
                    "topic " + topic + " cannot be made", done, TopicExistsException.class));
    awaitSeen(topics);
  }

  /** The broker that made a topic knows of it before the others do. */
  private void awaitSeen(List<String> topics) {
    if (!Brokers.await(() -> describe(topics).size() == topics.size())) {
      throw new StreamFailure("topics were made at " + brokers.servers() + ", but are not there");
    }
  }

  /** The most bytes that a record of the topic of rejected records may have. */
  int largestRejectedBytes() {
    return bounded(largestRecord(spec.sink().rejected()).orElse(USUAL_LARGEST_BYTES));
  }

  /** A topic may be told to take more than a request can bring. */
  private static int bounded(int bytes) {
    return Math.min(bytes, StateSizes.MOST_RECORD_BYTES);
  }

  /**
   * Lets topics that an earlier start made take records of this size: models may have grown.
   *
   * @throws StreamFailure if the brokers refuse
   */
  void widenInternalTopics(int largestRecordBytes) {
    EddyTopology.internalTopics(spec.name()).forEach(topic -> widen(topic, largestRecordBytes));
  }

  private void widen(String topic, int bytes) {
    Optional<Integer> largest = largestRecord(topic);
    if (largest.isPresent() && largest.get() < bytes) {
      ConfigEntry entry =
          new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
      AlterConfigOp widen = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
      brokers.get(
          "topic " + topic + " must take records of " + bytes + " bytes",
          admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(widen))).all());
    }
  }

  /** The most bytes that a record of a topic may have; empty if it is not there or not told. */
  private Optional<Integer> largestRecord(String topic) {
    KafkaFuture<Map<ConfigResource, Config>> asked =
        admin.describeConfigs(List.of(resource(topic))).all();
    return brokers
        .unless("topic " + topic, asked, ApiException.class)
        .map(configs -> configs.get(resource(topic)).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
        .map(ConfigEntry::value)
        .map(Integer::valueOf);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
