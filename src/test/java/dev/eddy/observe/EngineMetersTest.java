package dev.eddy.observe;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eddy.GoldenFile;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.series.Observation;
import dev.eddy.series.Rejection;
import dev.eddy.spec.ArxSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.LagsSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.Role;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineMetersTest {
  private static final long HOUR = 3_600_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void saysWhatCameOfAFewRecords() {
    playScript(new EngineMeters(registry, ScriptedOutcomes.SPEC));
    String scrape = registry.scrape();

    // Fading: what is one step older weighs 1 - 1/5000 of what is new.
    double kept = 1 - 1.0 / 5_000;
    assertThat(samplesThatMoved(scrape))
        .containsExactlyInAnyOrder(
            "eddy_engine_time_seconds_count{topology=\"tiny\"} 1",
            "eddy_engine_time_seconds_max{topology=\"tiny\"} 0.002",
            "eddy_engine_time_seconds_sum{topology=\"tiny\"} 0.002",
            "eddy_event_lag_seconds_count{topology=\"tiny\"} 2",
            "eddy_event_lag_seconds_max{topology=\"tiny\"} 1.5",
            "eddy_event_lag_seconds_sum{topology=\"tiny\"} 1.5",
            "eddy_anomalous_values_total{target=\"y\",topology=\"tiny\"} 1.0",
            "eddy_commands_total{command=\"freeze\",outcome=\"obeyed\",topology=\"tiny\"} 1.0",
            "eddy_events_total{event=\"drift\",topology=\"tiny\"} 1.0",
            "eddy_events_total{event=\"gap\",topology=\"tiny\"} 1.0",
            "eddy_evicted_series_total{topology=\"tiny\"} 1.0",
            error("count", "combined", "next", "2"),
            error("sum", "combined", "next", "4.0"),
            error("max", "combined", "next", "2.0"),
            error("count", "combined", "far", "1"),
            error("sum", "combined", "far", "6.0"),
            error("max", "combined", "far", "6.0"),
            error("count", "echo", "next", "1"),
            error("sum", "echo", "next", "1.0"),
            error("max", "echo", "next", "1.0"),
            error("count", "echo", "far", "1"),
            error("sum", "echo", "far", "3.0"),
            error("max", "echo", "far", "3.0"),
            error("count", "last-value", "next", "2"),
            error("sum", "last-value", "next", "8.0"),
            error("max", "last-value", "next", "4.0"),
            error("count", "last-value", "far", "1"),
            error("sum", "last-value", "far", "8.0"),
            error("max", "last-value", "far", "8.0"),
            skill("combined", "next", "0.5"),
            skill("combined", "far", "0.75"),
            skill("echo", "next", "0.25"),
            skill("echo", "far", "0.375"),
            skill("last-value", "next", "1.0"),
            skill("last-value", "far", "1.0"),
            "eddy_forecasts_total{model=\"combined\",topology=\"tiny\"} 3.0",
            "eddy_forecasts_total{model=\"echo\",topology=\"tiny\"} 3.0",
            "eddy_forecasts_total{model=\"last-value\",topology=\"tiny\"} 3.0",
            "eddy_kernel{kernel=\"vector-512\",topology=\"tiny\"} 1.0",
            "eddy_learning_applied_norm_count{model=\"echo\",topology=\"tiny\"} 1",
            "eddy_learning_applied_norm_max{model=\"echo\",topology=\"tiny\"} 1.0",
            "eddy_learning_applied_norm_sum{model=\"echo\",topology=\"tiny\"} 1.0",
            "eddy_learning_clipped_updates_total{model=\"echo\",topology=\"tiny\"} 2.0",
            "eddy_learning_decay_rate_count{model=\"echo\",topology=\"tiny\"} 2",
            "eddy_learning_decay_rate_max{model=\"echo\",topology=\"tiny\"} 0.75",
            "eddy_learning_decay_rate_sum{model=\"echo\",topology=\"tiny\"} 1.5",
            "eddy_learning_window_advice_updates_total{advice=\"shorter-than-carried\",model=\"echo\",topology=\"tiny\"}"
                + " 2.0",
            "eddy_learning_gradient_norm_count{model=\"echo\",topology=\"tiny\"} 1",
            "eddy_learning_gradient_norm_max{model=\"echo\",topology=\"tiny\"} 2.0",
            "eddy_learning_gradient_norm_sum{model=\"echo\",topology=\"tiny\"} 2.0",
            "eddy_learning_loss_count{model=\"echo\",topology=\"tiny\"} 1",
            "eddy_learning_loss_max{model=\"echo\",topology=\"tiny\"} 0.5",
            "eddy_learning_loss_sum{model=\"echo\",topology=\"tiny\"} 0.5",
            "eddy_learning_updates_total{model=\"echo\",outcome=\"applied\",topology=\"tiny\"} 1.0",
            "eddy_learning_updates_total{model=\"echo\",outcome=\"non-finite\",topology=\"tiny\"} 1.0",
            "eddy_live_series{topology=\"tiny\"} 2.0",
            "eddy_learning_time_seconds_count{topology=\"tiny\"} 1",
            "eddy_learning_time_seconds_max{topology=\"tiny\"} 0.001",
            "eddy_learning_time_seconds_sum{topology=\"tiny\"} 0.001",
            "eddy_load_time_seconds_count{moment=\"touch\",topology=\"tiny\"} 1",
            "eddy_load_time_seconds_max{moment=\"touch\",topology=\"tiny\"} 0.25",
            "eddy_load_time_seconds_sum{moment=\"touch\",topology=\"tiny\"} 0.25",
            "eddy_quantile_coverage{level=\"0.25\",model=\"combined\",topology=\"tiny\"} "
                + 1 / (kept + 2),
            "eddy_quantile_coverage{level=\"0.75\",model=\"combined\",topology=\"tiny\"} "
                + (kept + 1) / (kept + 2),
            interval("coverage", "next", kept / (kept + 1)), // and far, none of one
            interval("score_count", "next", 2),
            interval("score_sum", "next", 11.0),
            interval("score_max", "next", 8.0),
            interval("score_count", "far", 1),
            interval("score_sum", "far", 9.0),
            interval("score_max", "far", 9.0),
            "eddy_record_time_seconds_count{topology=\"tiny\"} 1",
            "eddy_record_time_seconds_max{topology=\"tiny\"} 0.004",
            "eddy_record_time_seconds_sum{topology=\"tiny\"} 0.004",
            "eddy_records_total{outcome=\"accepted\",topology=\"tiny\"} 3.0",
            "eddy_records_total{outcome=\"duplicate\",topology=\"tiny\"} 1.0",
            "eddy_records_total{outcome=\"redelivered\",topology=\"tiny\"} 1.0",
            "eddy_records_total{outcome=\"rejected\",topology=\"tiny\"} 2.0",
            "eddy_rejected_records_total{reason=\"late\",topology=\"tiny\"} 1.0",
            "eddy_rejected_records_total{reason=\"malformed\",topology=\"tiny\"} 1.0",
            "eddy_snapshot_size_bytes_count{topology=\"tiny\"} 1",
            "eddy_snapshot_size_bytes_max{topology=\"tiny\"} 60000.0",
            "eddy_snapshot_size_bytes_sum{topology=\"tiny\"} 60000.0");
    GoldenFile.check("src/test/resources/observe/scrape.txt", scrape);
  }

  private static void playScript(EngineMeters meters) {
    meters.runsOn("vector-512");
    meters.took(ScriptedOutcomes.first());
    meters.took(ScriptedOutcomes.second());
    meters.took(ScriptedOutcomes.third());
    meters.took(ScriptedOutcomes.duplicate());
    meters.took(ScriptedOutcomes.late());
    meters.rejected(Rejection.Reason.MALFORMED);
    meters.redelivered();
    meters.eventLag(1_500);
    meters.eventLag(-20); // of a clock that is ahead
    meters.engineTime(2_000_000);
    meters.learningTime(1_000_000);
    meters.recordTime(4_000_000);
    meters.loadTime(250_000_000);
    meters.liveSeriesChanged(3);
    meters.liveSeriesChanged(-1);
    meters.evicted();
    meters.snapshotWritten(60_000);
    meters.commanded("freeze", true);
  }

  private static String error(String part, String model, String horizon, String value) {
    return "eddy_forecast_absolute_error_%s{horizon=\"%s\",model=\"%s\",target=\"y\",topology=\"tiny\"} %s"
        .formatted(part, horizon, model, value);
  }

  private static String skill(String model, String horizon, String value) {
    return "eddy_forecast_skill{horizon=\"%s\",model=\"%s\",target=\"y\",topology=\"tiny\"} %s"
        .formatted(horizon, model, value);
  }

  private static String interval(String part, String horizon, Number value) {
    return "eddy_interval_%s{horizon=\"%s\",model=\"combined\",target=\"y\",topology=\"tiny\"} %s"
        .formatted(part, horizon, value);
  }

  private static List<String> samplesThatMoved(String scrape) {
    return scrape
        .lines()
        .filter(line -> !line.startsWith("#") && !line.contains("_bucket{"))
        .filter(line -> !line.endsWith(" 0.0") && !line.endsWith(" 0") && !line.endsWith(" NaN"))
        .toList();
  }

  @Test
  void registersWhatIsInTheCatalogueAndNothingElse() {
    TopologySpec spec = contest("everything");
    EngineMeters meters = new EngineMeters(registry, spec);
    meters.runsOn("plain");
    feed(meters, spec, 3, 60);
    assertThat(registry.getMeters().stream().map(meter -> meter.getId().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(MeterCatalogue.values()).map(MeterCatalogue::meterName).toList());
    for (Meter meter : registry.getMeters()) {
      MeterCatalogue entry =
          Arrays.stream(MeterCatalogue.values())
              .filter(candidate -> candidate.meterName().equals(meter.getId().getName()))
              .findFirst()
              .orElseThrow();
      assertThat(meter.getId().getTags().stream().map(Tag::getKey))
          .as(entry.meterName())
          .containsExactlyInAnyOrderElementsOf(entry.tags());
      assertThat(meter.getId().getDescription()).isEqualTo(entry.meaning());
    }
  }

  @Test
  void namesOfPrometheusAreThoseScraped() {
    playScript(new EngineMeters(registry, ScriptedOutcomes.SPEC));
    new EngineMeters(registry, contest("contest"));
    TreeSet<String> scraped =
        registry
            .scrape()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.substring(0, line.indexOf('{')))
            .collect(toCollection(TreeSet::new));
    assertThat(scraped)
        .containsExactlyElementsOf(
            Arrays.stream(MeterCatalogue.values())
                .flatMap(meter -> PrometheusNames.of(meter).stream())
                .collect(toCollection(TreeSet::new)));
  }

  @Test
  void hasAsManyMetersForAHundredSeriesAsForOne() {
    TopologySpec spec = hourly("many");
    EngineMeters meters = new EngineMeters(registry, spec);
    feed(meters, spec, 1, 200); // long enough for every baseline to be judged
    int ofOne = registry.scrape().split("\n", -1).length;
    feed(meters, spec, 100, 5);
    assertThat(registry.scrape().split("\n", -1)).hasSize(ofOne);
    assertThat(registry.scrape()).doesNotContain("series-7");
  }

  @Test
  void measuresTheRamp() {
    // y rises by 1 a step: last-value is 1 off at one step and more further on, drift is never off.
    TopologySpec spec = hourly("ramp");
    SimpleMeterRegistry simple = new SimpleMeterRegistry();
    feed(new EngineMeters(simple, spec), spec, 1, 100);
    assertThat(skillOf(simple, "last-value", "far")).isEqualTo(1);
    assertThat(skillOf(simple, "drift", "next")).isCloseTo(0, within(0.02));
    assertThat(
            simple
                .get("eddy.forecast.absolute.error")
                .tags("model", "last-value", "horizon", "next")
                .summary()
                .mean())
        .isEqualTo(1);
    assertThat(
            simple
                .get("eddy.forecast.absolute.error")
                .tags("model", "last-value", "horizon", "far")
                .summary()
                .max())
        .isEqualTo(3.5); // H = 4: far is 3 and 4 steps ahead
  }

  @Test
  void saysHowOftenWhoWasChampion() {
    TopologySpec spec = contest("contest");
    SimpleMeterRegistry simple = new SimpleMeterRegistry();
    EngineMeters meters = new EngineMeters(simple, spec);
    assertThat(shareOf(simple, "arx")).isNaN();
    feed(meters, spec, 2, 5);
    assertThat(shareOf(simple, "arx")).isEqualTo(1);
    assertThat(shareOf(simple, "other")).isZero();
    assertThat(simple.get("eddy.events").tag("event", "promotion").counter().count()).isZero();
    assertThat(simple.find("eddy.champion.share").tag("model", "third").gauge()).isNull();
  }

  private static double shareOf(SimpleMeterRegistry registry, String model) {
    return registry.get("eddy.champion.share").tag("model", model).gauge().value();
  }

  private static double skillOf(SimpleMeterRegistry registry, String model, String horizon) {
    return registry
        .get("eddy.forecast.skill")
        .tags("model", model, "horizon", horizon)
        .gauge()
        .value();
  }

  @Test
  void losesNothingWhereSeveralThreadsCount() throws InterruptedException {
    EngineMeters meters = new EngineMeters(registry, ScriptedOutcomes.SPEC);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int n = 0; n < 5_000; n++) {
                  meters.took(ScriptedOutcomes.third());
                  meters.liveSeriesChanged(1);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(registry.get("eddy.forecasts").tag("model", "echo").counter().count())
        .isEqualTo(20_000);
    assertThat(registry.get("eddy.live.series").gauge().value()).isEqualTo(20_000);
    assertThat(
            registry
                .get("eddy.forecast.skill")
                .tags("model", "combined", "horizon", "far")
                .gauge()
                .value())
        .isCloseTo(0.75, within(1e-9));
  }

  private static void feed(EngineMeters meters, TopologySpec spec, int series, int records) {
    for (int s = 0; s < series; s++) {
      SeriesForecaster forecaster = new SeriesForecaster(spec);
      for (int n = 0; n < records; n++) {
        meters.took(
            forecaster.accept(
                new Observation(
                    "series-" + s, n * HOUR, new double[] {n}, new double[0], new double[0][])));
      }
    }
  }

  private static TopologySpec hourly(String name) {
    return hourly(name, List.of(Entries.entry().lags(new LagsSpec(2, 1, null)).arx()));
  }

  private static TopologySpec contest(String name) {
    LagsSpec lags = new LagsSpec(2, 1, null);
    return hourly(
        name,
        List.of(
            new ArxSpec("other", null, null, Role.CHALLENGER, lags, null),
            new ArxSpec("arx", null, null, Role.CHAMPION, lags, null),
            new ArxSpec("third", null, null, Role.SHADOW, lags, null)));
  }

  private static TopologySpec hourly(String name, List<ModelSpec> models) {
    return new TopologySpec(
        name,
        new SourceSpec("in", null, null, null, null, null, null, List.of("y"), null, null),
        Optional.of(new StepSpec(Duration.ofHours(1), null, null, null)),
        null,
        null,
        new ForecastSpec(4, null, null, ForecastSpec.Publish.ALL),
        null,
        models,
        null,
        null,
        null,
        null);
  }

  @Test
  void putsEveryHorizonIntoOneClass() {
    assertThat(HorizonClass.of(1)).containsExactly(new HorizonClass("next", 1, 1));
    assertThat(HorizonClass.of(3))
        .containsExactly(new HorizonClass("next", 1, 1), new HorizonClass("far", 2, 3));
    assertThat(HorizonClass.of(24))
        .containsExactly(
            new HorizonClass("next", 1, 1),
            new HorizonClass("near", 2, 12),
            new HorizonClass("far", 13, 24));
    Stream.iterate(1, h -> h + 1)
        .limit(50)
        .forEach(
            horizon ->
                assertThat(
                        HorizonClass.of(horizon).stream()
                            .mapToInt(one -> one.last() - one.first() + 1)
                            .sum())
                    .isEqualTo(horizon));
  }
}
