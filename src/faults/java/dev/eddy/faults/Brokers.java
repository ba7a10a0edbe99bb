package dev.eddy.faults;

import static org.awaitility.Awaitility.await;

import dev.eddy.demo.BrokerNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;

/**
 * Three Kafka nodes as three processes, each with its folder, in which it goes on after a fault.
 */
final class Brokers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private static final List<String> OPTIONS = List.of("-Xmx320m", "-XX:+UseSerialGC");

  private final Path folder;
  private final Uuid cluster = Uuid.randomUuid();
  private final int[] ports = Ports.free(2 * BrokerNode.NODES);
  private final Child[] nodes = new Child[BrokerNode.NODES];
  private int starts;

  /** Starts them, and returns when topics can be made. */
  Brokers(Path folder) {
    this.folder = folder;
    for (int node = 1; node <= BrokerNode.NODES; node++) {
      start(node);
    }
    try {
      awaitAll();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Where clients find them. */
  String servers() {
    return IntStream.rangeClosed(1, BrokerNode.NODES)
        .mapToObj(node -> "127.0.0.1:" + BrokerNode.brokerPort(node, ports))
        .collect(Collectors.joining(","));
  }

  void createTopics(Collection<String> topics, int partitions) throws Exception {
    try (Admin admin = admin()) {
      List<NewTopic> made =
          topics.stream()
              .map(topic -> new NewTopic(topic, Optional.of(partitions), Optional.empty()))
              .toList();
      admin.createTopics(made).all().get();
    }
    awaitAll();
  }

  Child node(int node) {
    return nodes[node - 1];
  }

  /** Starts a node that is down. */
  void start(int node) {
    List<String> arguments = new ArrayList<>();
    arguments.add(BrokerNode.class.getName());
    Path own = folder.resolve("broker-" + node);
    arguments.addAll(List.of(BrokerNode.arguments(node, own, cluster, ports)));
    nodes[node - 1] =
        Child.start(Child.ownJava(), "broker-" + node + "-" + ++starts, OPTIONS, arguments);
  }

  /** Waits until every node runs, and has every record that it should have. */
  void awaitAll() {
    await("all brokers have all records")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(this::areAllInSync);
  }

  private boolean areAllInSync() throws Exception {
    for (int node = 1; node <= BrokerNode.NODES; node++) {
      if (!node(node).isAlive()) {
        throw new AssertionError("broker " + node + " ended by itself: " + node(node).lastWords());
      }
    }
    try (Admin admin = admin()) {
      Set<String> topics =
          get(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
      Map<String, TopicDescription> there = get(admin.describeTopics(topics).allTopicNames());
      boolean whole =
          there.values().stream()
              .flatMap(topic -> topic.partitions().stream())
              .allMatch(partition -> partition.isr().size() == BrokerNode.NODES);
      return whole && get(admin.describeCluster().nodes()).size() == BrokerNode.NODES;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private static <T> T get(KafkaFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers(),
            AdminClientConfig.CLIENT_ID_CONFIG,
            "faults-admin"));
  }

  @Override
  public void close() {
    Stream.of(nodes).filter(node -> node != null && node.isAlive()).forEach(Child::kill);
  }
}
