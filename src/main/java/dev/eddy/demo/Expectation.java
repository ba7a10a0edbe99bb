package dev.eddy.demo;

import dev.eddy.backtest.score.Scorer;
import dev.eddy.backtest.source.CsvRows;
import dev.eddy.backtest.source.TableRow;
import dev.eddy.series.Assembled;
import dev.eddy.series.Assembled.Closed;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.RejectedRecord;
import dev.eddy.series.RowDecoder;
import dev.eddy.series.StepAssembler;
import dev.eddy.series.StepCalendar;
import dev.eddy.spec.ForecastSpec.Publish;
import dev.eddy.spec.TopologySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What must come of bundled data, found out without the engine: which rows are refused, how many
 * forecasts there will be, and the values against which they are scored.
 */
final class Expectation {
  private final Scorer scorer;
  private final int models;
  private final Map<String, Long> stepsOf = new HashMap<>(); // by series, skipped ones included
  private long records;
  private long rejected;
  private long steps; // with a record

  private Expectation(TopologySpec spec) {
    this.scorer = new Scorer(spec);
    this.models = spec.forecast().publish() == Publish.ALL ? 1 + spec.models().size() : 1;
  }

  /** Reads the data through. */
  static Expectation of(TopologySpec spec, BundledData data) {
    Expectation expectation = new Expectation(spec);
    StepCalendar calendar = new StepCalendar(spec);
    Map<String, StepAssembler> assemblers = new HashMap<>();
    try (CsvRows rows = data.open()) {
      RowDecoder decoder = new ObservationDecoder(spec).rowDecoder(rows.header());
      for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        expectation.records++;
        try {
          Observation observation = decoder.decode(row.get().cells(), expectation.records);
          StepAssembler assembler =
              assemblers.computeIfAbsent(
                  observation.series(), series -> new StepAssembler(spec, calendar));
          expectation.take(observation.series(), assembler.accept(observation));
        } catch (RejectedRecord e) {
          expectation.rejected++;
        }
      }
    }
    return expectation;
  }

  private void take(String series, Assembled assembled) {
    rejected += assembled.rejection().isPresent() ? 1 : 0;
    for (Closed closed : assembled.steps()) {
      long number = stepsOf.merge(series, closed.skipped() + 1, Long::sum);
      scorer.actual(series, number, closed.step().targets());
      steps++;
    }
  }

  /** Scores forecasts, once they are there; knows all values. */
  Scorer scorer() {
    return scorer;
  }

  long records() {
    return records;
  }

  long rejected() {
    return rejected;
  }

  int series() {
    return stepsOf.size();
  }

  /** How many forecasts will be published. */
  long forecasts() {
    return steps * models;
  }
}
