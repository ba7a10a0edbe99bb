package dev.eddy.stream;

import dev.eddy.kernel.Kernels;
import dev.eddy.observe.EngineMeters;
import dev.eddy.observe.TopologyStatus;
import dev.eddy.observe.rest.ServedTopology;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.TopologySpec;
import dev.eddy.state.Generation;
import dev.eddy.state.WarmStarts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
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

  /** With what else there is to end, less than the 30 seconds that orchestrators often leave. */
  private static final Duration PATIENCE_AT_END = Duration.ofSeconds(25);

  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(2);

  private final TopologySpec spec;
  private final StateDirectory directory;
  private final KafkaStreams streams;
  private final ServedTopology served;
  private final ControlTopic control;
  private final boolean leaves;
  private final WarmUp warmUp;
  private final KafkaStreamsMetrics kafkaMeters;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<StreamFailure> failure = new AtomicReference<>();

  /**
   * How a topology is started.
   *
   * @param stateDirectory where stores are kept; made if it is not there. What is lost with it
   *     comes back from Kafka
   * @param createTopics true to make the source's and the sinks' topics where they are missing
   * @param advertised host and port at which other instances reach this one over HTTP; empty: they
   *     cannot
   * @param leaves true to hand partitions to other instances at the end, as this one will not come
   *     back; otherwise they wait for it until the group's session has passed, 45 seconds unless
   *     {@code session.timeout.ms} says otherwise
   * @param warmStarts what series begin with of which the deployment knows nothing; all fit the
   *     topology, and all instances have the same
   */
  public record Options(
      Path stateDirectory,
      boolean createTopics,
      Optional<String> advertised,
      boolean leaves,
      WarmStarts warmStarts) {
    /** Of series that begin with nothing. */
    public Options(
        Path stateDirectory, boolean createTopics, Optional<String> advertised, boolean leaves) {
      this(stateDirectory, createTopics, advertised, leaves, WarmStarts.NONE);
    }

    /** Of one that comes back, and that others cannot reach. */
    public Options(Path stateDirectory, boolean createTopics) {
      this(stateDirectory, createTopics, Optional.empty(), false);
    }
  }

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
      EddyTopology.Start beginning = prepare(spec, sizes, options, meters);
      int largestRejected = beginning.largestRejectedBytes();
      Properties properties =
          StreamProperties.of(
              spec, directory, Math.max(sizes.largestRecordBytes(), largestRejected));
      options
          .advertised()
          .ifPresent(at -> properties.putIfAbsent(StreamsConfig.APPLICATION_SERVER_CONFIG, at));
      ServedStream.Shown shown = ServedStream.Shown.of(spec, properties, sizes);
      KafkaStreams streams =
          new KafkaStreams(
              EddyTopology.of(generation, beginning, meters, shown.latest()), properties);
      String kernel = Kernels.active().description();
      meters.runsOn(kernel);
      LOG.info("{}: kernel {}", spec.name(), kernel);
      return new StreamEngine(generation, directory, streams, shown, options.leaves())
          .started(registry);
    } catch (StreamFailure e) {
      directory.close();
      throw e;
    } catch (KafkaException e) {
      directory.close();
      throw new StreamFailure("topology " + spec.name() + " cannot start: " + Faults.words(e), e);
    }
  }

  /** Finds out and writes down what must be known before the streams start. */
  private static EddyTopology.Start prepare(
      TopologySpec spec, StateSizes sizes, Options options, EngineMeters meters) {
    try (Brokers brokers = new Brokers(spec)) {
      StartChecks checks = new StartChecks(spec, brokers);
      checks.requireTopics(options.createTopics());
      checks.requireControlTopic(sizes.largestExportBytes());
      checks.widenInternalTopics(sizes.largestRecordBytes());
      SourcePositions positions = new SourcePositions(spec, brokers);
      positions.settle(meters);
      Map<Integer, Long> ends =
          spec.forecast().publishFrom().equals(PublishFrom.NOW)
              ? new StartMarker(spec, brokers).ends(positions::ends)
              : Map.of();
      return new EddyTopology.Start(checks.largestRejectedBytes(), ends, options.warmStarts());
    }
  }

  private StreamEngine(
      Generation generation,
      StateDirectory directory,
      KafkaStreams streams,
      ServedStream.Shown shown,
      boolean leaves) {
    this.spec = generation.spec();
    this.directory = directory;
    this.control = shown.control();
    this.leaves = leaves;
    this.warmUp = WarmUp.begin(generation.blueprint());
    this.streams = streams;
    this.served = new ServedStream(generation, streams, shown, this::status);
    this.kafkaMeters = new KafkaStreamsMetrics(streams);
    streams.setUncaughtExceptionHandler(this::respond);
    streams.setStateListener(
        (now, before) -> {
          LOG.debug("{}: {} after {}", spec.name(), now, before);
          if (now == KafkaStreams.State.RUNNING) {
            warmUp.end();
          }
          if (now.hasCompletedShutdown()) {
            ended.countDown();
          }
        });
  }

  private StreamEngine started(MeterRegistry registry) {
    kafkaMeters.bindTo(registry);
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

  /** What readers are told of it. */
  public ServedTopology served() {
    return served;
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
   * Commits what has been learned, and keeps its partitions for when it comes back, or hands them
   * to others if it was told to leave or is not running yet. Takes up to 25 seconds, where brokers
   * do not answer; what is not committed then is learned again at the next start.
   */
  @Override
  public void close() {
    ended.countDown();
    warmUp.end();
    control.close();
    kafkaMeters.close();
    boolean clean =
        streams.close(
            CloseOptions.timeout(PATIENCE_AT_END).withGroupMembershipOperation(membership()));
    if (!clean) {
      LOG.warn(
          "{} did not end within {} seconds; nothing is lost",
          spec.name(),
          PATIENCE_AT_END.toSeconds());
    }
    directory.close();
  }

  /**
   * While partitions are shared out, a thread ends only when that is over: one that has ended and
   * stays in the group would keep the others waiting for it until its session has passed.
   */
  private GroupMembershipOperation membership() {
    return leaves || streams.state() != KafkaStreams.State.RUNNING
        ? GroupMembershipOperation.LEAVE_GROUP
        : GroupMembershipOperation.REMAIN_IN_GROUP;
  }
}
