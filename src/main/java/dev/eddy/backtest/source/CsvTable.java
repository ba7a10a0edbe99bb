package dev.eddy.backtest.source;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.series.Rejection;
import java.util.List;
import java.util.Optional;

/** The cells of CSV. For one thread. */
final class CsvTable implements TableRows {
  private final InputBytes bytes;
  private final CsvRows rows;
  private final EarlyEnd end = new EarlyEnd();

  /**
   * Reads the first line.
   *
   * @param bytes closed with this, or at once if it fails
   * @throws BacktestFailure if that does not name columns
   */
  CsvTable(InputBytes bytes) {
    this.bytes = bytes;
    this.rows = CsvRows.of(bytes.name(), bytes.text());
  }

  /**
   * This, where nobody has named columns that it should have.
   *
   * @throws BacktestFailure if its cells seem to be separated by something else
   */
  CsvTable separatedByCommas() {
    InputFailure.ofSeparator(place(), columns())
        .ifPresent(
            failure -> {
              throw failure.closing(this);
            });
    return this;
  }

  /** Where its columns are named. */
  String place() {
    return name() + ":1";
  }

  @Override
  public String name() {
    return bytes.name();
  }

  @Override
  public List<String> columns() {
    return rows.header();
  }

  @Override
  public Optional<TableRow> next() {
    if (end.isReached()) {
      return Optional.empty();
    }
    try {
      return rows.next();
    } catch (BacktestFailure e) {
      Rejection early = InputBytes.endingEarly(e.getCause()).orElseThrow(() -> e);
      return Optional.of(end.at(rows.line() + 1, early));
    }
  }

  @Override
  public String emptiness() {
    return "has no rows after its first line";
  }

  /** A sentence if it broke off. */
  List<String> notes() {
    return end.notes(name());
  }

  @Override
  public void close() {
    rows.close();
  }
}
