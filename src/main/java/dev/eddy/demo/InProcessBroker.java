package dev.eddy.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka of one node in this process, broker and controller in one, for trying things and for
 * tests. It listens on the loopback address only, without authentication, keeps every record
 * however old its time, and takes records of up to 16 MiB. Topics are not made by being named. May
 * be closed from any thread.
 */
public final class InProcessBroker implements AutoCloseable {
  private final int port;
  private final BrokerDirectory directory;
  private final KafkaRaftServer server;
  private boolean closed;

  private InProcessBroker(int port, BrokerDirectory directory, KafkaRaftServer server) {
    this.port = port;
    this.directory = directory;
    this.server = server;
  }

  /** Starts one on a free port, with records in a temporary directory that closing deletes. */
  public static InProcessBroker start() {
    return start(0);
  }

  /**
   * Starts one with records in a temporary directory that closing deletes.
   *
   * @param port where it listens; 0: any that is free
   * @throws DemoFailure if it cannot start there
   */
  public static InProcessBroker start(int port) {
    return start(port, BrokerDirectory.temporary());
  }

  /**
   * Starts one with records in a directory that stays, and with what is in it already.
   *
   * @param port where it listens; 0: any that is free
   * @throws DemoFailure if it cannot start there
   */
  public static InProcessBroker start(int port, Path directory) {
    return start(port, BrokerDirectory.of(directory));
  }

  private static InProcessBroker start(int port, BrokerDirectory directory) {
    try {
      if (port != 0) {
        LoopbackPort.require(port);
      }
      int chosen = port == 0 ? LoopbackPort.free() : port;
      Map<String, String> properties = BrokerProperties.of(chosen, LoopbackPort.free(), directory);
      directory.format(Uuid.randomUuid(), BrokerProperties.NODE);
      KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new InProcessBroker(chosen, directory, server);
    } catch (DemoFailure e) {
      directory.close();
      throw e;
    } catch (Exception e) { // Scala declares none of those that it throws.
      directory.close();
      throw DemoFailure.ofRunning("the broker cannot start: " + e.getMessage(), e);
    }
  }

  /** Where clients find it, as in {@code localhost:9092}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Where its records are. */
  public Path directory() {
    return directory.path();
  }

  /**
   * Makes topics; those that are there already stay as they are.
   *
   * @param partitions how many partitions each topic has, by its name
   * @throws DemoFailure if one cannot be made
   */
  public void createTopics(Map<String, Integer> partitions) {
    List<NewTopic> topics = new ArrayList<>();
    partitions.forEach(
        (topic, count) -> topics.add(new NewTopic(topic, Optional.of(count), Optional.empty())));
    Properties properties = new Properties();
    properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
    properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "eddy-broker-admin");
    try (Admin admin = Admin.create(properties)) {
      for (Map.Entry<String, KafkaFuture<Void>> made :
          admin.createTopics(topics).values().entrySet()) {
        await(made.getKey(), made.getValue());
      }
    }
  }

  /** Stops it; what was acknowledged is on disk, unless the directory is temporary. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    directory.close();
  }

  private static void await(String topic, KafkaFuture<Void> made) {
    try {
      made.get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw DemoFailure.ofRunning(
            "topic " + topic + " cannot be made: " + e.getCause().getMessage(), e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DemoFailure.ofRunning("interrupted while topic " + topic + " was made", e);
    }
  }
}
