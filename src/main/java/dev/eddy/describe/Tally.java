package dev.eddy.describe;

import dev.eddy.backtest.source.TableRow;
import dev.eddy.series.EventTimes;
import dev.eddy.series.Numbers;
import dev.eddy.series.TimeForm;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * All that is counted in one pass over a table. Holds some hundred kilobytes a column, up to two
 * megabytes for each of the first {@value #DETAILED} series, and of any other series its name and
 * last time. For one thread.
 */
final class Tally {
  /** Series that are looked into. */
  static final int DETAILED = 20;

  private static final int FIRST_FAULTS = 3;

  private final Roles roles;
  private final EventTimes times;
  private final int target;
  private final NumberTally[] numbers; // [roles.numbers]
  private final Distances distances = new Distances();
  private final Map<String, Long> lastTimes = new HashMap<>();
  private final Map<String, SeriesTally> detailed = new HashMap<>();
  private final List<SeriesTally> inOrder = new ArrayList<>();
  private final Map<TimeForm, Long> forms = new EnumMap<>(TimeForm.class);
  private final List<String> faults = new ArrayList<>();
  private long rows;
  private long broken;
  private long untimed;
  private long unnamed;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  Tally(Roles roles, ZoneId zone) {
    this.roles = roles;
    this.times = new EventTimes(zone);
    this.target = roles.numbers().indexOf(roles.target());
    this.numbers =
        roles.numbers().stream().map(column -> new NumberTally()).toArray(NumberTally[]::new);
  }

  /** Counts a row. */
  void add(TableRow row) {
    rows++;
    if (row.fault().isPresent()) {
      broken++;
      refuse(row, row.fault().get());
      return;
    }
    String[] cells = row.cells();
    double[] values = numbers(cells);
    OptionalLong time = time(row);
    String series = series(cells);
    if (series == null) {
      unnamed++;
      refuse(row, "names no series");
    } else if (time.isPresent()) {
      add(series, time.getAsLong(), values);
    }
  }

  private void refuse(TableRow row, String why) {
    if (faults.size() < FIRST_FAULTS) {
      faults.add(row.number() + ": " + why);
    }
  }

  private void add(String series, long time, double[] values) {
    first = Math.min(first, time);
    last = Math.max(last, time);
    Long before = lastTimes.get(series);
    SeriesTally tally = detailed.get(series);
    if (before == null) {
      lastTimes.put(series, time);
      if (detailed.size() < DETAILED) {
        tally = new SeriesTally(series, numbers.length);
        detailed.put(series, tally);
        inOrder.add(tally);
      }
    } else {
      distances.add(before, time, series);
      lastTimes.put(series, Math.max(before, time));
    }
    if (tally != null) {
      tally.addNumbers(values);
      if (before == null || time > before) {
        tally.add(time, values[target]);
      }
    }
  }

  private double[] numbers(String[] cells) {
    double[] values = new double[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(cell(cells, roles.numbers().get(i)), numbers[i]);
    }
    return values;
  }

  private static double number(String cell, NumberTally tally) {
    if (cell.isEmpty()) {
      tally.addMissing();
      return Double.NaN;
    }
    double value = Numbers.isNumber(cell) ? Numbers.parse(cell) : Double.NaN;
    if (!Double.isFinite(value)) {
      tally.addUnreadable();
      return Double.NaN;
    }
    tally.add(value);
    return value;
  }

  private OptionalLong time(TableRow row) {
    if (roles.time().isEmpty()) {
      return OptionalLong.of(rows - 1);
    }
    String cell = cell(row.cells(), roles.time().get());
    OptionalLong time =
        cell.isEmpty() ? OptionalLong.empty() : roles.units().epochMillis(cell, times);
    if (time.isEmpty()) {
      untimed++;
      refuse(row, roles.time().get().name() + " '" + cell + "': is no time");
    } else if (roles.units() == TimeUnits.ISO) {
      forms.merge(TimeForm.of(cell), 1L, Long::sum);
    }
    return time;
  }

  /** Null if a part of the name is missing. */
  private String series(String[] cells) {
    StringBuilder name = new StringBuilder();
    for (SampledColumn column : roles.series()) {
      String part = cell(cells, column);
      if (part.isEmpty()) {
        return null;
      }
      name.append(name.length() == 0 ? "" : "/").append(part);
    }
    return name.toString();
  }

  private static String cell(String[] cells, SampledColumn column) {
    String cell = column.place() < cells.length ? cells[column.place()] : null;
    return cell == null ? "" : cell.strip();
  }

  /** What the columns are. */
  Roles roles() {
    return roles;
  }

  /** All rows. */
  long rows() {
    return rows;
  }

  /** Rows that are none: with too many cells, or broken. */
  long broken() {
    return broken;
  }

  /** Rows that tell no time. */
  long untimed() {
    return untimed;
  }

  /** Rows that name no series. */
  long unnamed() {
    return unnamed;
  }

  /** The first rows that were refused, and why. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** How many series there are. */
  int series() {
    return lastTimes.size();
  }

  /** The first of them, in the order in which they came. */
  List<SeriesTally> detailed() {
    return List.copyOf(inOrder);
  }

  /** The earliest time; that of no row is greater than {@link #last}. */
  long first() {
    return first;
  }

  /** The latest time. */
  long last() {
    return last;
  }

  /** How far apart rows are. */
  Distances distances() {
    return distances;
  }

  /** How many ISO-8601 times were told with an offset, and without. */
  long times(TimeForm form) {
    return forms.getOrDefault(form, 0L);
  }

  /** The numbers of the target. */
  NumberTally target() {
    return numbers[target];
  }

  /** The numbers of a column of {@link Roles#numbers}. */
  NumberTally numbers(int column) {
    return numbers[column];
  }

  /** True if a column of numbers is the same throughout each series that is looked into. */
  boolean isConstant(int column) {
    return IntStream.range(0, inOrder.size()).noneMatch(i -> inOrder.get(i).varies(column));
  }

  /** Columns of numbers whose values change, the target aside. */
  List<SampledColumn> changing() {
    return IntStream.range(0, numbers.length)
        .filter(i -> i != target && !isConstant(i))
        .mapToObj(i -> roles.numbers().get(i))
        .toList();
  }
}
