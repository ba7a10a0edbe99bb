package dev.eddy.stream;

import dev.eddy.forecast.ModelForecast;
import dev.eddy.forecast.RecordJson;
import dev.eddy.forecast.SeriesForecaster;
import dev.eddy.forecast.StepForecast;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.spec.CacheSpec;
import dev.eddy.spec.Entries;
import dev.eddy.spec.ForecastSpec;
import dev.eddy.spec.ModelSpec;
import dev.eddy.spec.PublishFrom;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.SourceStart;
import dev.eddy.spec.StateSpec;
import dev.eddy.spec.StepSpec;
import dev.eddy.spec.TopologySpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Topologies and records to try streams with, and what must come of them. */
final class Streams {
  private Streams() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  /** Series are told by the field {@code id}; steps of a minute, forecast at once. */
  static TopologySpec bySeries(String cache, Map<String, String> kafka) {
    return spec(List.of("id"), steps(StepSpec.Closes.FIRST_RECORD), cache, kafka);
  }

  /** Series are told by the record's key. */
  static TopologySpec byKey() {
    return spec(List.of(), steps(StepSpec.Closes.FIRST_RECORD), "100", Map.of());
  }

  /** The same, and records may correct earlier ones. */
  static TopologySpec takingRevisions() {
    Optional<StepSpec.Revisions> mask = Optional.of(StepSpec.Revisions.MASK);
    StepSpec step = new StepSpec(Duration.ofMinutes(1), null, null, null, mask);
    return spec(List.of(), step, "100", Map.of());
  }

  /** Steps gather records until one of a later step has come. */
  static TopologySpec gathering() {
    return spec(List.of("id"), steps(StepSpec.Closes.NEXT), "100", Map.of());
  }

  private static StepSpec steps(StepSpec.Closes closes) {
    return new StepSpec(Duration.ofMinutes(1), closes, null, null);
  }

  private static TopologySpec spec(
      List<String> series, StepSpec step, String cache, Map<String, String> kafka) {
    return new TopologySpec(
        "rooms",
        new SourceSpec(
            "readings",
            null,
            null,
            series,
            null,
            Optional.of("time"),
            null,
            List.of("y"),
            List.of("x"),
            null),
        Optional.of(step),
        null,
        null,
        new ForecastSpec(3, null, null, ForecastSpec.Publish.ALL),
        null,
        List.of(Entries.entry().arx()),
        null,
        new StateSpec(CacheSpec.parse(cache)),
        null,
        kafka);
  }

  /** The same topology, which holds its state so. */
  static TopologySpec holding(StateSpec state, TopologySpec spec) {
    return new TopologySpec(
        spec.name(),
        spec.source(),
        spec.step(),
        spec.gap(),
        spec.future(),
        spec.forecast(),
        spec.drift(),
        spec.models(),
        spec.sink(),
        state,
        spec.seed(),
        spec.kafka());
  }

  /** The same topology of another name and topic, and with another beginning. */
  static TopologySpec beginning(
      String name, TopologySpec spec, SourceStart start, PublishFrom publishFrom) {
    SourceSpec source = spec.source();
    return new TopologySpec(
        name,
        new SourceSpec(
                name + "-readings",
                null,
                null,
                source.series(),
                null,
                source.time(),
                null,
                source.targets(),
                source.inputs(),
                null)
            .startingAt(start),
        spec.step(),
        spec.gap(),
        spec.future(),
        spec.forecast().publishedFrom(publishFrom),
        spec.drift(),
        spec.models(),
        null,
        spec.state(),
        spec.seed(),
        spec.kafka());
  }

  /** The same topology of another name. */
  static TopologySpec named(String name, TopologySpec spec) {
    return new TopologySpec(
        name,
        spec.source(),
        spec.step(),
        spec.gap(),
        spec.future(),
        spec.forecast(),
        spec.drift(),
        spec.models(),
        null,
        spec.state(),
        spec.seed(),
        spec.kafka());
  }

  /** The same topology with other models. */
  static TopologySpec withModels(TopologySpec spec, List<ModelSpec> models) {
    return new TopologySpec(
        spec.name(),
        spec.source(),
        spec.step(),
        spec.gap(),
        spec.future(),
        spec.forecast(),
        spec.drift(),
        models,
        spec.sink(),
        spec.state(),
        spec.seed(),
        spec.kafka());
  }

  /** One model that remembers more than Kafka takes in a record by itself. */
  static TopologySpec large(String servers) {
    TopologySpec small = bySeries("10", Map.of("bootstrap.servers", servers));
    SourceSpec source = small.source();
    return new TopologySpec(
        "large",
        new SourceSpec(
            "large-readings",
            null,
            null,
            source.series(),
            null,
            source.time(),
            null,
            source.targets(),
            source.inputs(),
            null),
        small.step(),
        null,
        null,
        small.forecast(),
        null,
        List.of(Entries.entry().units(560).echoState()),
        null,
        small.state(),
        null,
        small.kafka());
  }

  /** Records of several series by turns, now and then with a gap, a duplicate or nothing known. */
  static List<String> records(int count, int series) {
    SplittableRandom random = new SplittableRandom(11);
    long[] minutes = new long[series];
    List<String> records = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int id = random.nextInt(series);
      minutes[id] += random.nextInt(20) == 0 ? random.nextInt(5) : 1;
      long time = (16_000_000 + minutes[id]) * 60_000;
      String y = random.nextInt(15) == 0 ? "null" : Double.toString(random.nextDouble() + id);
      records.add(
          "{\"id\":\"room-" + id + "\",\"time\":" + time + ",\"y\":" + y + ",\"x\":" + i % 7 + "}");
    }
    return records;
  }

  /** What each series' forecaster says of these records alone, as JSON, by series. */
  static Map<String, List<String>> expected(TopologySpec spec, List<String> records)
      throws RejectedRecord {
    ObservationDecoder decoder = new ObservationDecoder(spec);
    RecordJson json = new RecordJson(spec);
    Map<String, SeriesForecaster> forecasters = new LinkedHashMap<>();
    Map<String, List<String>> said = new LinkedHashMap<>();
    for (String record : records) {
      Observation observation = decoder.decode(null, utf8(record), 0);
      String series = observation.series();
      SeriesForecaster forecaster =
          forecasters.computeIfAbsent(series, name -> new SeriesForecaster(spec));
      for (StepForecast step : forecaster.accept(observation).steps()) {
        for (ModelForecast forecast : step.forecasts().subList(0, 2)) {
          said.computeIfAbsent(series, name -> new ArrayList<>())
              .add(text(json.forecast(series, step, forecast)));
        }
      }
    }
    return said;
  }
}
