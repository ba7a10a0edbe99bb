package dev.eddy.observe;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * All meters of this process: the engine's (see {@link EngineMeters}), those of the JVM and the
 * process, and of Kafka's those that {@link KafkaMeterFilter} lets through.
 *
 * <p>Safe for use by several threads. One a process.
 */
public final class Metrics implements AutoCloseable {
  /** The content type of {@link #scrape}. */
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /** With the meters of the JVM and the process. */
  public Metrics() {
    registry.config().commonTags(Tags.of("application", "eddy"));
    registry.config().meterFilter(new KafkaMeterFilter());
    // Counted in nanoseconds, which Prometheus' rules for names forbid; process.cpu.usage tells the
    // same.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    // A gauge's name must not end in count.
    registry.config().meterFilter(renamed("system.cpu.count", "system.cpus"));
    collections.bindTo(registry);
    List.of(
            new JvmInfoMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics(),
            new FileDescriptorMetrics())
        .forEach(binder -> binder.bindTo(registry));
  }

  private static MeterFilter renamed(String from, String to) {
    return new MeterFilter() {
      @Override
      public Meter.Id map(Meter.Id id) {
        return id.getName().equals(from) ? id.withName(to) : id;
      }
    };
  }

  /** Where meters are registered. */
  public MeterRegistry registry() {
    return registry;
  }

  /** The present values, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  /** Lets go of the garbage collector's notifications and the registry. */
  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
