package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.series.RowDecoder;
import dev.eddy.series.UnsuitableHeader;
import dev.eddy.spec.TopologySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of CSV. For one thread. */
final class CsvInput implements InputRows {
  private final InputBytes bytes;
  private final CsvRows rows;
  private final RowDecoder decoder;
  private final TopologySpec spec;
  private final EarlyEnd end = new EarlyEnd();
  private final TimeForms forms = new TimeForms();
  private long count;

  private CsvInput(InputBytes bytes, CsvRows rows, RowDecoder decoder, TopologySpec spec) {
    this.bytes = bytes;
    this.rows = rows;
    this.decoder = decoder;
    this.spec = spec;
  }

  /**
   * Reads the first line.
   *
   * @param bytes closed with this, or at once if it fails
   * @throws BacktestFailure if that does not name the columns that the topology needs
   */
  static CsvInput of(InputBytes bytes, TopologySpec spec) {
    CsvRows rows = CsvRows.of(bytes.name(), bytes.text());
    try {
      RowDecoder decoder = new ObservationDecoder(spec).rowDecoder(rows.header());
      return new CsvInput(bytes, rows, decoder, spec);
    } catch (UnsuitableHeader e) {
      throw InputFailure.ofColumns(bytes.name() + ":1", e, rows.header()).closing(rows);
    }
  }

  @Override
  public String name() {
    return bytes.name();
  }

  @Override
  public Optional<InputRow> next() {
    if (end.isReached()) {
      return Optional.empty();
    }
    try {
      return rows.next().map(this::decoded);
    } catch (BacktestFailure e) {
      Rejection early = InputBytes.endingEarly(e.getCause()).orElseThrow(() -> e);
      return Optional.of(end.at(rows.line() + 1, early));
    }
  }

  private InputRow decoded(CsvRow row) {
    long number = count++;
    Position position = Position.of(row.line());
    if (row.fault().isPresent()) {
      return InputRow.refused(position, new Rejection(Reason.MALFORMED, row.fault().get()));
    }
    return InputRow.decoded(
        position,
        () -> {
          Observation observation = decoder.decode(row.cells(), number);
          forms.add(decoder.timeForm(), position);
          return observation;
        });
  }

  @Override
  public double share() {
    return bytes.share();
  }

  @Override
  public List<String> columns() {
    return rows.header();
  }

  @Override
  public String emptiness() {
    return "has no rows after its first line";
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(end.notes(name()));
    notes.addAll(forms.notes(spec.source().zoneId()));
    return notes;
  }

  @Override
  public String sha256() {
    return bytes.sha256();
  }

  @Override
  public void close() {
    rows.close();
  }
}
