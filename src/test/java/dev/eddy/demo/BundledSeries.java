package dev.eddy.demo;

import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import dev.eddy.config.TopologyFile;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.series.RowDecoder;
import dev.eddy.series.UnsuitableHeader;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One series of the bundled data, as a topology reads it. */
final class BundledSeries {
  /** Small models, so that a thousand steps take a second at most. */
  private static final String MODELS =
      """
      models:
        - {name: lstm, type: lstm, units: 4, truncation: {every: 4, window: 24}}
        - {name: echo, type: echo-state, units: 20, lags: {target: 12, inputs: 1}}
        - {name: narx, type: narx, units: 4, lags: {target: 12, inputs: 1}}
        - {name: arx, type: arx, lags: {target: 24}}
      """;

  private BundledSeries() {}

  /** Hourly departures. */
  static TopologySpec airports(String step) {
    return spec(
        "airports", "series: [airport], targets: [departures], inputs: [delay]", "step: " + step);
  }

  /** Temperatures every five seconds. */
  static TopologySpec sensors(String step) {
    return spec(
        "sensors", "series: [mote], targets: [temperature], inputs: [humidity]", "step: " + step);
  }

  /** Daily rates, each a step. */
  static TopologySpec prices() {
    return spec("prices", "series: [currency], targets: [rate]", "seed: 1");
  }

  private static TopologySpec spec(String name, String source, String block) {
    String yaml =
        "name: %s\nsource: {topic: t, time: time, %s}\nforecast: {horizon: 6}\n%s\n%s"
            .formatted(name, source, block, MODELS);
    return TopologyFile.parse(name + ".yaml", yaml, variable -> Optional.empty()).spec();
  }

  /** The first records of a series. */
  static List<Observation> of(BundledData data, String series, TopologySpec spec, int count) {
    List<Observation> observations = new ArrayList<>();
    try (CsvRows rows = data.open()) {
      RowDecoder decoder = new ObservationDecoder(spec).rowDecoder(rows.header());
      long number = 0;
      Optional<TableRow> row = rows.next();
      while (row.isPresent() && observations.size() < count) {
        Observation observation = decoder.decode(row.get().cells(), number++);
        if (observation.series().equals(series)) {
          observations.add(observation);
        }
        row = rows.next();
      }
    } catch (UnsuitableHeader | RejectedRecord e) {
      throw new AssertionError(e);
    }
    return observations;
  }
}
