package dev.eddy.demo;

import java.util.HashMap;
import java.util.Map;

/** The configuration of a broker that is alone, small, quick to start and forgets nothing. */
final class BrokerProperties {
  /** A model's snapshot may take some megabytes; Kafka's own limit of one would end the stream. */
  static final int LARGEST_RECORD_BYTES = 16 * 1024 * 1024;

  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final String HOST = "127.0.0.1";
  private static final String FOREVER = Long.toString(Long.MAX_VALUE);

  private BrokerProperties() {}

  static Map<String, String> of(int port, int controllerPort, BrokerDirectory directory) {
    Map<String, String> properties = new HashMap<>();
    // Long, so that the node is not thought dead because the machine is busy; but after a crash the
    // next start in the same directory has to wait until the session has passed.
    properties.put("broker.session.timeout.ms", directory.isTemporary() ? "60000" : "6000");
    properties.putAll(node(port, controllerPort));
    properties.putAll(storage(directory.path().toString()));
    properties.putAll(internalTopics());
    properties.putAll(threads());
    return properties;
  }

  private static Map<String, String> node(int port, int controllerPort) {
    String broker = "PLAINTEXT://" + HOST + ":" + port;
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(NODE)),
        Map.entry("listeners", broker + "," + CONTROLLER + "://" + HOST + ":" + controllerPort),
        Map.entry("advertised.listeners", broker),
        Map.entry(
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("controller.listener.names", CONTROLLER),
        Map.entry("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("auto.create.topics.enable", "false"));
  }

  private static Map<String, String> storage(String directory) {
    return Map.ofEntries(
        Map.entry("log.dirs", directory),
        Map.entry("message.max.bytes", Integer.toString(LARGEST_RECORD_BYTES)),
        Map.entry("replica.fetch.max.bytes", Integer.toString(LARGEST_RECORD_BYTES)),
        // Both count the records' own times, which are years ago and years apart in recorded data.
        Map.entry("log.retention.ms", "-1"),
        Map.entry("log.roll.ms", FOREVER),
        Map.entry("log.segment.bytes", Integer.toString(64 * 1024 * 1024)),
        Map.entry("log.index.size.max.bytes", Integer.toString(1024 * 1024)),
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024)));
  }

  private static Map<String, String> internalTopics() {
    return Map.ofEntries(
        Map.entry("default.replication.factor", "1"),
        Map.entry("min.insync.replicas", "1"),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
        Map.entry("share.coordinator.state.topic.min.isr", "1"),
        Map.entry("share.coordinator.state.topic.num.partitions", "1"));
  }

  private static Map<String, String> threads() {
    return Map.of(
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "4",
        "num.recovery.threads.per.data.dir", "2");
  }
}
