package dev.eddy.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eddy.Tools;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {
  @Test
  void promtoolFindsNothingToComplainOf() {
    String promtool = Tools.find("promtool").toString();
    try (Metrics metrics = new Metrics()) {
      EngineMeters meters = new EngineMeters(metrics.registry(), ScriptedOutcomes.SPEC);
      meters.took(ScriptedOutcomes.second());
      Tools.Result result = Tools.run(metrics.scrape(), List.of(promtool, "check", "metrics"));
      assertThat(result).isEqualTo(new Tools.Result(0, ""));
    }
  }

  @Test
  void tellsOfTheProcess() {
    try (Metrics metrics = new Metrics()) {
      assertThat(metrics.scrape())
          .contains("jvm_memory_used_bytes{application=\"eddy\",area=\"heap\"")
          .contains("jvm_threads_live_threads{")
          .contains("process_cpu_usage{")
          .contains("process_uptime_seconds{")
          .contains("process_files_open_files{");
    }
  }

  @Test
  void letsThroughOnlyWhatIsActedOnOfKafka() {
    try (Metrics metrics = new Metrics()) {
      Gauge.builder("kafka.stream.thread.process.ratio", () -> 0.5)
          .tags("thread.id", "a")
          .description("Part of the time.")
          .register(metrics.registry());
      Counter.builder("kafka.consumer.coordinator.heartbeat.total").register(metrics.registry());
      assertThat(metrics.scrape().lines().filter(line -> line.startsWith("kafka_")))
          .containsExactly(
              "kafka_stream_thread_process_ratio{application=\"eddy\",thread_id=\"a\"} 0.5");
    }
  }
}
