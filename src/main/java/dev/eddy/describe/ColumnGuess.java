package dev.eddy.describe;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.config.NearestName;
import dev.eddy.describe.SampledColumn.Kind;
import dev.eddy.series.EventTimes;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a table seem to be, told by its first rows and what the user says.
 *
 * <p>The time is a column of ISO-8601 or of numbers that are times between 1973 and 2100; one that
 * is called so goes before others, texts before numbers. The target is the first column with
 * numbers of more than two values, one that is called {@code value} or the like before others.
 */
final class ColumnGuess {
  private static final Set<String> TIME_NAMES =
      Set.of("time", "timestamp", "ts", "date", "datetime", "ds", "at", "event_time", "eventtime");
  private static final Set<String> TARGET_NAMES =
      Set.of("value", "target", "y", "count", "load", "demand", "sales", "price", "close");
  private static final int FEWEST_VALUES = 3;

  private final String place;
  private final List<SampledColumn> columns;
  private final List<String[]> rows;
  private final Choices choices;

  /**
   * Of a table.
   *
   * @param place what to call it in a message
   * @param rows the cells of its first rows. Not modified.
   */
  ColumnGuess(String place, List<SampledColumn> columns, List<String[]> rows, Choices choices) {
    this.place = place;
    this.columns = columns;
    this.rows = rows;
    this.choices = choices;
  }

  /**
   * What they seem to be.
   *
   * @throws BacktestFailure if what the user says is wrong, or there is no time or no number
   */
  Roles roles() {
    Optional<SampledColumn> time = time();
    TimeUnits units = time.flatMap(SampledColumn::units).orElse(TimeUnits.ISO);
    List<SampledColumn> named = choices.series().stream().map(this::column).toList();
    Optional<SampledColumn> wanted = choices.target().map(this::column);
    wanted.filter(column -> !column.isNumeric()).ifPresent(this::refuseTarget);
    List<SampledColumn> rest =
        columns.stream().filter(column -> !time.equals(Optional.of(column))).toList();
    List<SampledColumn> series = named;
    if (named.isEmpty()) {
      List<SampledColumn> candidates =
          rest.stream().filter(column -> !wanted.equals(Optional.of(column))).toList();
      EventTimes times = new EventTimes(choices.zone().orElse(ZoneOffset.UTC));
      series =
          new SeriesGuess(candidates, rows).found(time, cell -> units.epochMillis(cell, times));
    }
    List<SampledColumn> numbers = new ArrayList<>();
    List<SampledColumn> others = new ArrayList<>();
    for (SampledColumn column : rest) {
      if (!series.contains(column)) {
        (column.isNumeric() ? numbers : others).add(column);
      }
    }
    return new Roles(
        time, units, series, numbers, wanted.orElseGet(() -> target(numbers, others)), others);
  }

  private SampledColumn column(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> there = columns.stream().map(SampledColumn::name).toList();
              String meant =
                  NearestName.of(name, there)
                      .map(near -> "; did you mean " + near + "?")
                      .orElse("");
              return BacktestFailure.ofUse(
                  place + ": has no column " + name + ", but " + String.join(", ", there) + meant);
            });
  }

  private void refuseTarget(SampledColumn column) {
    throw BacktestFailure.ofUse(
        place
            + ": column "
            + column.name()
            + ": "
            + shown(column)
            + ": must be numbers, as it is the target"
            + (column.hasDecimalCommas() ? ", with a point for decimals, not a comma" : ""));
  }

  private static String shown(SampledColumn column) {
    return column.kind() == Kind.EMPTY ? "has no value" : "'" + column.example() + "'";
  }

  private Optional<SampledColumn> time() {
    if (!choices.timed()) {
      return Optional.empty();
    }
    if (choices.time().isPresent()) {
      SampledColumn column = column(choices.time().get());
      if (column.units().isEmpty()) {
        throw BacktestFailure.ofUse(
            place
                + ": column "
                + column.name()
                + ": "
                + shown(column)
                + ": is no time: must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds"
                + " from the epoch");
      }
      return Optional.of(column);
    }
    Optional<SampledColumn> best =
        columns.stream()
            .filter(column -> column.units().isPresent())
            .filter(column -> column.units().get() == TimeUnits.ISO || isCalledTime(column))
            .max(
                Comparator.comparing(ColumnGuess::isCalledTime)
                    .thenComparing(column -> column.kind() == Kind.TIME)
                    .thenComparing(SampledColumn::place, Comparator.reverseOrder()));
    if (best.isEmpty()) {
      throw noTime();
    }
    return best;
  }

  private static boolean isCalledTime(SampledColumn column) {
    String name = column.name().toLowerCase(Locale.ROOT);
    return TIME_NAMES.contains(name) || name.contains("time") || name.contains("date");
  }

  private BacktestFailure noTime() {
    String near =
        columns.stream()
            .filter(column -> isCalledTime(column) && column.kind() != Kind.EMPTY)
            .findFirst()
            .map(column -> " (" + column.name() + " is '" + column.example() + "')")
            .orElse("");
    return BacktestFailure.ofUse(
        place
            + ": no column is a time"
            + near
            + ": must be ISO-8601, such as 2024-01-31T13:00:00Z, or milliseconds from the epoch in"
            + " a column that --time names; with --no-time each row is a step");
  }

  private SampledColumn target(List<SampledColumn> numbers, List<SampledColumn> others) {
    return numbers.stream()
        .max(
            Comparator.comparing(ColumnGuess::isCalledTarget)
                .thenComparing(column -> Math.min(column.distinct(), FEWEST_VALUES))
                .thenComparing(SampledColumn::place, Comparator.reverseOrder()))
        .orElseThrow(() -> noNumber(others));
  }

  private static boolean isCalledTarget(SampledColumn column) {
    return TARGET_NAMES.contains(column.name().toLowerCase(Locale.ROOT));
  }

  private BacktestFailure noNumber(List<SampledColumn> others) {
    String commas =
        others.stream()
            .filter(SampledColumn::hasDecimalCommas)
            .findFirst()
            .map(
                column ->
                    " (" + column.name() + " is '" + column.example() + "': decimals need points)")
            .orElse("");
    return BacktestFailure.ofUse(place + ": no column has numbers to forecast" + commas);
  }
}
