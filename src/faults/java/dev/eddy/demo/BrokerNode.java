package dev.eddy.demo;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One of three Kafka nodes, broker and controller in one, in a process of its own: what a
 * deployment has, at a small scale. Two of three must have a record before it is acknowledged.
 */
public final class BrokerNode {
  /** How many nodes a cluster has, numbered from 1. */
  public static final int NODES = 3;

  private static final String REPLICAS = Integer.toString(NODES);
  private static final String LEAST_REPLICAS = Integer.toString(NODES - 1);

  private BrokerNode() {}

  /** The arguments of a node: its number, where it keeps records, the cluster, and all ports. */
  public static String[] arguments(int node, Path directory, Uuid cluster, int[] ports) {
    return Stream.concat(
            Stream.of(Integer.toString(node), directory.toString(), cluster.toString()),
            IntStream.of(ports).mapToObj(Integer::toString))
        .toArray(String[]::new);
  }

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) throws Exception {
    int node = Integer.parseInt(arguments[0]);
    int[] ports = Stream.of(arguments).skip(3).mapToInt(Integer::parseInt).toArray();
    // Never closed, as it is locked for as long as the process lives.
    BrokerDirectory directory = BrokerDirectory.of(Path.of(arguments[1]));
    directory.format(Uuid.fromString(arguments[2]), node);
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(properties(node, directory, ports), false), Time.SYSTEM);
    server.startup();
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
    server.awaitShutdown();
  }

  private static Map<String, String> properties(int node, BrokerDirectory directory, int[] ports) {
    String voters =
        IntStream.rangeClosed(1, NODES)
            .mapToObj(voter -> voter + "@127.0.0.1:" + controllerPort(voter, ports))
            .collect(Collectors.joining(","));
    Map<String, String> properties =
        new HashMap<>(
            BrokerProperties.of(brokerPort(node, ports), controllerPort(node, ports), directory));
    properties.put("node.id", Integer.toString(node));
    properties.put("controller.quorum.voters", voters);
    properties.put("default.replication.factor", REPLICAS);
    properties.put("min.insync.replicas", LEAST_REPLICAS);
    properties.put("offsets.topic.replication.factor", REPLICAS);
    properties.put("transaction.state.log.replication.factor", REPLICAS);
    properties.put("transaction.state.log.min.isr", LEAST_REPLICAS);
    return properties;
  }

  /** Where clients find a node. */
  public static int brokerPort(int node, int[] ports) {
    return ports[node - 1];
  }

  private static int controllerPort(int node, int[] ports) {
    return ports[NODES + node - 1];
  }
}
