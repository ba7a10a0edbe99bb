package dev.eddy.stream;

import dev.eddy.spec.TopologySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The brokers of a topology, asked from outside its stream: waits for what they answer, and says in
 * one sentence what keeps them from it. Safe for use by several threads.
 */
final class Brokers implements AutoCloseable {
  /** How long brokers may take. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Between two questions whether something has come about. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final String servers;
  private final StreamsConfig config;
  private final Admin admin;

  /**
   * Those that a topology names.
   *
   * @throws org.apache.kafka.common.KafkaException if its settings are none that clients take
   */
  Brokers(TopologySpec spec) {
    this.servers = StreamProperties.bootstrapServers(spec);
    this.config = new StreamsConfig(StreamProperties.ofClients(spec));
    Map<String, Object> properties = new HashMap<>(config.getAdminConfigs(spec.name() + "-start"));
    int patience = (int) PATIENCE.toMillis();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    this.admin = Admin.create(properties);
  }

  /** By what messages call them. */
  String servers() {
    return servers;
  }

  /** For questions; closed with this. */
  Admin admin() {
    return admin;
  }

  /** How consumers and producers find them. */
  StreamsConfig config() {
    return config;
  }

  /** Whether something has come about. */
  @FunctionalInterface
  interface Condition {
    boolean holds();
  }

  /**
   * The answer.
   *
   * @param what was asked, for the message: {@code topic readings}
   * @throws StreamFailure if it is an error
   */
  <T> T get(String what, KafkaFuture<T> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      throw failure(what, e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * The answer; empty if it is one of these errors, or nothing.
   *
   * @throws StreamFailure if it is another error
   */
  <T> Optional<T> unless(String what, KafkaFuture<T> asked, Class<?>... errors) {
    try {
      return Optional.ofNullable(get(what, asked));
    } catch (StreamFailure e) {
      if (Arrays.stream(errors).anyMatch(error -> error.isInstance(e.getCause()))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Waits until something has come about; false if it has not in the time that brokers have. */
  static boolean await(Condition condition) {
    long patient = PATIENCE.dividedBy(PAUSE);
    while (!condition.holds()) {
      if (patient-- == 0) {
        return false;
      }
      try {
        Thread.sleep(PAUSE.toMillis());
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    return true;
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
    return new StreamFailure("interrupted while brokers were asked", e);
  }

  @Override
  public void close() {
    admin.close();
  }
}
