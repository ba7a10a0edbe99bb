package dev.eddy.stream;

import dev.eddy.kernel.Kernels;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.TopologyStatus;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a topology against brokers, until it is closed or fails. Safe for use by several threads.
 */
public final class StreamEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamEngine.class);
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(30);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(2);

  private final TopologySpec spec;
  private final StateDirectory directory;
  private final KafkaStreams streams;
  private final KafkaStreamsMetrics kafkaMeters;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<StreamFailure> failure = new AtomicReference<>();

  /**
   * How a topology is started.
   *
   * @param stateDirectory where stores are kept; made if it is not there. What is lost with it
   *     comes back from Kafka
   * @param createTopics true to make the source's and the sinks' topics where they are missing
   */
  public record Options(Path stateDirectory, boolean createTopics) {}

  /**
   * Starts a topology, after finding out within some ten seconds that it can run.
   *
   * @param registry where Kafka's own meters go
   * @throws StreamFailure if the topology cannot run, in one sentence
   */
  public static StreamEngine start(
      Generation generation, Options options, EngineMeters meters, MeterRegistry registry) {
    TopologySpec spec = generation.spec();
    StateSizes sizes = StateSizes.of(generation);
    StateDirectory directory = new StateDirectory(options.stateDirectory(), spec.name());
    try {
      int largestRejected = prepare(spec, directory, sizes, options.createTopics());
      Properties properties =
          StreamProperties.of(
              spec, directory, Math.max(sizes.largestRecordBytes(), largestRejected));
      KafkaStreams streams =
          new KafkaStreams(EddyTopology.of(generation, largestRejected, meters), properties);
      String kernel = Kernels.active().description();
      meters.runsOn(kernel);
      LOG.info("{}: kernel {}", spec.name(), kernel);
      return new StreamEngine(spec, directory, streams, registry).started();
    } catch (StreamFailure e) {
      directory.close();
      throw e;
    } catch (KafkaException e) {
      directory.close();
      throw new StreamFailure("topology " + spec.name() + " cannot start: " + Faults.words(e), e);
    }
  }

  /** Checks, and says how large a rejected record may be. */
  private static int prepare(
      TopologySpec spec, StateDirectory directory, StateSizes sizes, boolean createTopics) {
    StreamsConfig config =
        new StreamsConfig(StreamProperties.of(spec, directory, sizes.largestRecordBytes()));
    Map<String, Object> properties = new HashMap<>(config.getAdminConfigs(spec.name() + "-start"));
    int patience = (int) StartChecks.PATIENCE.toMillis();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 2);
    try (Admin admin = Admin.create(properties)) {
      StartChecks checks = new StartChecks(spec, admin);
      checks.requireTopics(createTopics);
      checks.widenInternalTopics(sizes.largestRecordBytes());
      return checks.largestRejectedBytes();
    }
  }

  private StreamEngine(
      TopologySpec spec, StateDirectory directory, KafkaStreams streams, MeterRegistry registry) {
    this.spec = spec;
    this.directory = directory;
    this.streams = streams;
    this.kafkaMeters = new KafkaStreamsMetrics(streams);
    streams.setUncaughtExceptionHandler(this::respond);
    streams.setStateListener(
        (now, before) -> {
          LOG.debug("{}: {} after {}", spec.name(), now, before);
          if (now.hasCompletedShutdown()) {
            ended.countDown();
          }
        });
    kafkaMeters.bindTo(registry);
  }

  private StreamEngine started() {
    try {
      streams.start();
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What passes by itself starts the thread again; a fault would come again with the record. */
  private StreamThreadExceptionResponse respond(Throwable thrown) {
    if (Faults.passes(thrown)) {
      LOG.warn("{}: a thread is started again after {}", spec.name(), Faults.words(thrown));
      pause();
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    failure.compareAndSet(
        null,
        new StreamFailure("topology " + spec.name() + " stopped: " + Faults.words(thrown), thrown));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Or a thread on a full disk would start, restore and fail as fast as it can. */
  private void pause() {
    try {
      if (ended.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("{}: ended while a thread paused", spec.name());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Waits until it has ended.
   *
   * @return why, if it failed
   */
  public Optional<StreamFailure> awaitEnd() throws InterruptedException {
    ended.await();
    return Optional.ofNullable(failure.get());
  }

  /** Lets {@link #awaitEnd} return; {@link #close} does the rest. */
  public void stop() {
    ended.countDown();
  }

  /**
   * How it does at this moment. Live while it runs or shares out partitions, ready while it runs.
   */
  public TopologyStatus status() {
    KafkaStreams.State state = streams.state();
    boolean starting = state == KafkaStreams.State.CREATED;
    return new TopologyStatus(
        spec,
        state.name(),
        starting || state.isRunningOrRebalancing(),
        state == KafkaStreams.State.RUNNING);
  }

  /**
   * Commits what has been learned, and leaves its partitions to others. Takes up to 30 seconds,
   * where brokers do not answer; what is not committed then is learned again at the next start.
   */
  @Override
  public void close() {
    ended.countDown();
    kafkaMeters.close();
    boolean clean =
        streams.close(
            CloseOptions.timeout(PATIENCE_AT_END)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!clean) {
      LOG.warn(
          "{} did not end within {} seconds; nothing is lost",
          spec.name(),
          PATIENCE_AT_END.toSeconds());
    }
    directory.close();
  }
}
