package dev.eddy.accuracy;

import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import dev.eddy.config.TopologyFile;
import dev.eddy.demo.BundledData;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.series.RowDecoder;
import dev.eddy.spec.TopologySpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is forecast, what is said of it, and how the forecasts are measured. */
enum DataSet {
  TAXI("nyc-taxi.csv", "time: time, targets: [passengers]", "30m", 5),
  TRANSFORMER(
      "etth2.csv", "time: time, targets: [hufl, hull, mufl, mull, lufl, lull, ot]", "1h", 48),
  AIRPORTS("", "time: time, series: [airport], targets: [departures]", "1h", 24),
  SENSORS("", "time: time, series: [mote], targets: [temperature]", "5s", 12);

  private static final int JUMPING = 5; // lull

  private final String file; // empty if it is bundled
  private final String fields;
  private final String every;
  private final int horizon;

  DataSet(String file, String fields, String every, int horizon) {
    this.file = file;
    this.fields = fields;
    this.every = every;
    this.horizon = horizon;
  }

  /** Source, targets, step and horizon, and nothing else. */
  TopologySpec spec() {
    String yaml =
        "name: untuned\nsource: {topic: t, %s}\nstep: {every: %s}\nforecast: {horizon: %d}\n";
    return TopologyFile.parse(
            "untuned.yaml", yaml.formatted(fields, every, horizon), name -> Optional.empty())
        .spec();
  }

  /**
   * Whether it can be read.
   *
   * @param folder of the files that are not bundled
   */
  boolean isThere(Optional<Path> folder) {
    return file.isEmpty() || folder.map(path -> Files.exists(path.resolve(file))).orElse(false);
  }

  private CsvRows open(Optional<Path> folder) {
    return switch (this) {
      case AIRPORTS -> BundledData.AIRPORTS.open();
      case SENSORS -> BundledData.SENSORS.open();
      case TAXI, TRANSFORMER -> CsvRows.of(folder.orElseThrow().resolve(file));
    };
  }

  /** How the forecasts of a series are measured. */
  Scoring scoring(double[][] values) {
    return switch (this) {
      case TAXI -> new TaxiScoring(values);
      case TRANSFORMER -> new TransformerScoring(values, JUMPING);
      case AIRPORTS -> new SkillScoring(values, horizon, 24, 168);
      case SENSORS -> new SkillScoring(values, horizon);
    };
  }

  /** Everything that was observed, by series in the order of the file. */
  Map<String, List<Observation>> read(Optional<Path> folder) {
    Map<String, List<Observation>> series = new LinkedHashMap<>();
    try (CsvRows rows = open(folder)) {
      RowDecoder decoder = new ObservationDecoder(spec()).rowDecoder(rows.header());
      long number = 0;
      for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        try {
          Observation read = decoder.decode(row.get().cells(), number++);
          series.computeIfAbsent(read.series(), name -> new ArrayList<>()).add(read);
        } catch (RejectedRecord rejected) {
          continue; // as the engine would
        }
      }
    }
    return series;
  }
}
