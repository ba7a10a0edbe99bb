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
  private final CsvTable table;
  private final RowDecoder decoder;
  private final TopologySpec spec;
  private final TimeForms forms = new TimeForms();
  private long count;

  private CsvInput(InputBytes bytes, CsvTable table, RowDecoder decoder, TopologySpec spec) {
    this.bytes = bytes;
    this.table = table;
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
    CsvTable table = new CsvTable(bytes);
    try {
      RowDecoder decoder = new ObservationDecoder(spec).rowDecoder(table.columns());
      return new CsvInput(bytes, table, decoder, spec);
    } catch (UnsuitableHeader e) {
      throw InputFailure.ofColumns(table.place(), e, table.columns()).closing(table);
    }
  }

  @Override
  public String name() {
    return bytes.name();
  }

  @Override
  public Optional<InputRow> next() {
    return table.next().map(this::decoded);
  }

  private InputRow decoded(TableRow row) {
    long number = count++;
    Position position = Position.of(row.number());
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
    return table.columns();
  }

  @Override
  public String emptiness() {
    return table.emptiness();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(table.notes());
    notes.addAll(forms.notes(spec.source().zoneId()));
    return notes;
  }

  @Override
  public String sha256() {
    return bytes.sha256();
  }

  @Override
  public void close() {
    table.close();
  }
}
