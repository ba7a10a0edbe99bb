package dev.eddy.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Of the meters that Kafka's clients offer lets through those that somebody would act on: a
 * topology of eight partitions and one store would otherwise give 1,745 lines. Leaves other meters
 * alone, and all tags: Micrometer's binder tells its own meters by how many they have.
 *
 * <p>Immutable; safe for use by several threads.
 */
final class KafkaMeterFilter implements MeterFilter {
  private static final String PREFIX = "kafka.";

  private static final SortedSet<String> ALLOWED =
      new TreeSet<>(
          List.of(
              "kafka.consumer.coordinator.assigned.partitions",
              "kafka.consumer.coordinator.last.rebalance.seconds.ago",
              "kafka.consumer.coordinator.rebalance.total",
              "kafka.consumer.fetch.manager.records.lag",
              "kafka.producer.record.error.total",
              "kafka.producer.record.send.total",
              "kafka.stream.alive.stream.threads",
              "kafka.stream.failed.stream.threads",
              "kafka.stream.state.size.all.mem.tables",
              "kafka.stream.state.total.sst.files.size",
              "kafka.stream.state.updater.active.restoring.tasks",
              "kafka.stream.task.dropped.records.total",
              "kafka.stream.thread.commit.latency.max",
              "kafka.stream.thread.commit.ratio",
              "kafka.stream.thread.poll.ratio",
              "kafka.stream.thread.process.ratio"));

  /** The names that are let through, sorted. */
  static List<String> allowed() {
    return List.copyOf(ALLOWED);
  }

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().startsWith(PREFIX) && !ALLOWED.contains(id.getName())
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }
}
