package dev.eddy.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topic that a replay writes to: there, or made. */
final class ReplayTopic {
  /**
   * What a topic of recorded data needs. Retention and the rolling of segments count the time of
   * the records, which may be years ago and years apart: by default they would be deleted within
   * minutes, after making a segment for every week.
   */
  static final Map<String, String> RECORDED =
      Map.of(
          TopicConfig.RETENTION_MS_CONFIG,
          "-1",
          TopicConfig.SEGMENT_MS_CONFIG,
          Long.toString(Long.MAX_VALUE));

  private ReplayTopic() {}

  /**
   * Returns if the topic is there, made now if the replay says so.
   *
   * @throws DemoFailure if it is not, or no broker answers in time
   */
  static void require(String bootstrapServers, Replay replay, Duration patience) {
    try (Admin admin = Admin.create(properties(bootstrapServers, patience))) {
      if (replay.createPartitions().isPresent()) {
        create(admin, replay.topic(), replay.createPartitions().get());
      } else {
        admin.describeTopics(List.of(replay.topic())).allTopicNames().get();
      }
    } catch (ExecutionException e) {
      throw failure(bootstrapServers, replay.topic(), patience, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DemoFailure.ofRunning("interrupted before the first record", e);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw DemoFailure.ofUse(
          "--bootstrap-servers " + bootstrapServers + ": " + cause.getMessage(), e);
    }
  }

  private static void create(Admin admin, String topic, int partitions)
      throws ExecutionException, InterruptedException {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(RECORDED);
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static DemoFailure failure(
      String bootstrapServers, String topic, Duration patience, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return DemoFailure.ofRunning(
          "topic " + topic + " does not exist at " + bootstrapServers + "; --create-topic makes it",
          cause);
    }
    if (cause instanceof TimeoutException) {
      return DemoFailure.ofRunning(
          "no Kafka broker answers at "
              + bootstrapServers
              + " within "
              + patience.toSeconds()
              + " s",
          cause);
    }
    return DemoFailure.ofRunning(
        "topic " + topic + " at " + bootstrapServers + ": " + cause.getMessage(), cause);
  }

  private static Properties properties(String bootstrapServers, Duration patience) {
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "eddy-replay-admin");
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis() / 2);
    return properties;
  }
}
