package dev.eddy.series;

import dev.eddy.series.Rejection.Reason;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of a row of cells, whose columns have names. Blanks around a number do not count. A
 * field {@code price} that holds several numbers has them in columns {@code price}, {@code price+1}
 * and so on; such a column that is not there is missing.
 *
 * <p>Not safe for use by several threads.
 */
final class CellFields implements Fields {
  private final List<String> columns;
  private final int[][] places;
  private String[] cells = {};

  /**
   * Of rows with these columns.
   *
   * @param names the needed fields, each one of the columns
   * @param most how many numbers a field may hold
   */
  CellFields(List<String> columns, List<String> names, int most) {
    this.columns = List.copyOf(columns);
    this.places = new int[names.size()][most];
    for (int field = 0; field < places.length; field++) {
      places[field][0] = columns.indexOf(names.get(field));
      for (int ahead = 1; ahead < most; ahead++) {
        places[field][ahead] = columns.indexOf(names.get(field) + "+" + ahead);
      }
    }
  }

  /** True for each column that any field is read from. */
  boolean[] needed() {
    boolean[] needed = new boolean[columns.size()];
    for (int[] place : places) {
      for (int column : place) {
        if (column >= 0) {
          needed[column] = true;
        }
      }
    }
    return needed;
  }

  /**
   * Turns to a row.
   *
   * @param row one cell a column; null is an empty cell. Not modified, not copied.
   * @throws RejectedRecord if it has more or fewer cells than there are columns
   */
  void read(String[] row) throws RejectedRecord {
    if (row.length != columns.size()) {
      throw new RejectedRecord(
          Reason.MALFORMED, row.length + " cells where there are " + columns.size() + " columns");
    }
    cells = row;
  }

  @Override
  public double number(int field) throws RejectedRecord {
    return numberAt(places[field][0]);
  }

  @Override
  public void numbersInto(int field, double[] values) throws RejectedRecord {
    Arrays.fill(values, Double.NaN);
    for (int ahead = 0; ahead < values.length; ahead++) {
      if (places[field][ahead] >= 0) {
        values[ahead] = numberAt(places[field][ahead]);
      }
    }
  }

  @Override
  public String text(int field, Reason reason) {
    String cell = cells[places[field][0]];
    return cell == null ? "" : cell;
  }

  private double numberAt(int column) throws RejectedRecord {
    String cell = cells[column];
    String number = cell == null ? "" : cell.strip();
    if (number.isEmpty()) {
      return Double.NaN;
    }
    double value = Numbers.isNumber(number) ? Numbers.parse(number) : Double.NaN;
    if (!Double.isFinite(value)) {
      throw RejectedRecord.of(Reason.NUMBER, columns.get(column), cell, Numbers.rule(cell));
    }
    return value;
  }
}
