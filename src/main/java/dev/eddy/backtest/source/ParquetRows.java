package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.InputRow.Position;
import dev.eddy.series.Observation;
import dev.eddy.series.ObservationDecoder;
import dev.eddy.series.Rejection;
import dev.eddy.series.Rejection.Reason;
import dev.eddy.series.RowDecoder;
import dev.eddy.series.UnsuitableHeader;
import dev.eddy.spec.SourceSpec;
import dev.eddy.spec.TopologySpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a Parquet file. Holds the columns that the topology needs of one row group, as they are
 * stored. For one thread.
 */
final class ParquetRows implements InputRows {
  private final Path file;
  private final ParquetTable table;
  private final RowDecoder decoder;
  private final TopologySpec spec;
  private final TimeForms forms = new TimeForms();
  private long count;

  private ParquetRows(Path file, ParquetTable table, TopologySpec spec) {
    this.file = file;
    this.table = table;
    this.spec = spec;
    List<String> names = needed(spec.source(), spec.forecast().horizon(), table.allColumns());
    this.decoder = decoder(names);
    table.choose(names);
    for (String name : spec.source().series()) {
      if (names.contains(name) && table.isFloating(name)) {
        throw BacktestFailure.ofUse(
            file + ": column " + name + ": names series: must be text or whole numbers");
      }
    }
  }

  /**
   * Reads what the file says of itself.
   *
   * @throws BacktestFailure if it cannot be read, or has not the columns that the topology needs
   */
  static ParquetRows of(Path file, TopologySpec spec) {
    ParquetTable table = ParquetTable.closed(file);
    try {
      return new ParquetRows(file, table, spec);
    } catch (BacktestFailure e) {
      throw e.closing(table);
    }
  }

  /** Those columns of the file that the topology reads. */
  private static List<String> needed(SourceSpec source, int horizon, List<String> there) {
    Set<String> names = new LinkedHashSet<>(source.series());
    source.time().ifPresent(names::add);
    names.addAll(source.targets());
    names.addAll(source.inputs());
    for (String known : source.known()) {
      names.add(known);
      for (int ahead = 1; ahead <= horizon; ahead++) {
        names.add(known + "+" + ahead);
      }
    }
    return names.stream().filter(there::contains).toList();
  }

  private RowDecoder decoder(List<String> names) {
    try {
      return new ObservationDecoder(spec).rowDecoder(names);
    } catch (UnsuitableHeader e) {
      throw InputFailure.ofColumns(file.toString(), e, table.allColumns());
    }
  }

  @Override
  public String name() {
    return table.name();
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
    return table.share();
  }

  @Override
  public List<String> columns() {
    return table.allColumns();
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
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested = new DigestInputStream(in, Sha256.digest())) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (IOException e) {
      throw BacktestFailure.ofRunning(
          file + ": cannot be read on: " + BacktestFailure.reason(e), e);
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
