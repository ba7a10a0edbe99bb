package dev.eddy.stream;

import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Finds out, before anything is started, whether a topology can run: brokers that answer, topics
 * that are there, and how large their records may be. Used once.
 */
final class StartChecks {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int PARTITIONS_MADE = 4;
  private static final int USUAL_LARGEST_BYTES = 1_048_588; // Kafka's own default
  private static final int FRAME_BYTES = 64 << 10;
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final TopologySpec spec;
  private final Admin admin;
  private final String servers;

  /**
   * Of a topology's brokers.
   *
   * @param admin not closed
   */
  StartChecks(TopologySpec spec, Admin admin) {
    this.spec = spec;
    this.admin = admin;
    this.servers = StreamProperties.bootstrapServers(spec);
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
              + servers
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
              + " has; it holds commands only, and is made anew if it is deleted");
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
                unlessMissing("topic " + topic, description)
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
        .forEach((topic, done) -> unlessThere("topic " + topic + " cannot be made", done));
    awaitSeen(topics);
  }

  /** The broker that made a topic knows of it before the others do. */
  private void awaitSeen(List<String> topics) {
    long patient = PATIENCE.dividedBy(PAUSE);
    while (describe(topics).size() < topics.size()) {
      if (patient-- == 0) {
        throw new StreamFailure("topics were made at " + servers + ", but are not there");
      }
      sleep();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamFailure("interrupted before the start", e);
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
    for (String suffix :
        List.of(
            EddyTopology.SNAPSHOTS + "-changelog",
            EddyTopology.JOURNAL + "-changelog",
            EddyTopology.BY_SERIES + "-repartition")) {
      String topic = spec.name() + "-" + suffix;
      Optional<Integer> largest = largestRecord(topic);
      if (largest.isPresent() && largest.get() < largestRecordBytes) {
        ConfigEntry entry =
            new ConfigEntry(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestRecordBytes));
        AlterConfigOp widen = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
        unlessThere(
            "topic " + topic + " must take records of " + largestRecordBytes + " bytes",
            admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(widen))).all());
      }
    }
  }

  /** The most bytes that a record of a topic may have; empty if it is not there or not told. */
  private Optional<Integer> largestRecord(String topic) {
    KafkaFuture<Map<ConfigResource, Config>> asked =
        admin.describeConfigs(List.of(resource(topic))).all();
    try {
      ConfigEntry entry =
          asked.get().get(resource(topic)).get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
      return Optional.ofNullable(entry).map(ConfigEntry::value).map(Integer::valueOf);
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private <T> Optional<T> unlessMissing(String what, KafkaFuture<T> future) {
    try {
      return Optional.of(future.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw failure(what, e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void unlessThere(String what, KafkaFuture<Void> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw failure(what, e.getCause());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private StreamFailure failure(String what, Throwable cause) {
    if (cause instanceof TimeoutException) {
      return new StreamFailure(
          "no Kafka broker answers at " + servers + " within " + PATIENCE.toSeconds() + " seconds",
          cause);
    }
    return new StreamFailure(what + ", at " + servers + ": " + cause.getMessage(), cause);
  }

  private static StreamFailure interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StreamFailure("interrupted before the start", e);
  }
}
