package dev.eddy.describe;

import dev.eddy.series.EventTimes;
import dev.eddy.series.Numbers;
import dev.eddy.series.RejectedRecord;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the first rows hold in one column. Immutable.
 *
 * @param name the column's
 * @param place from 0
 * @param kind of its values
 * @param distinct how many different values there are
 * @param units how it tells times; empty if it tells none
 * @param example a value; empty if there is none
 */
record SampledColumn(
    String name, int place, Kind kind, int distinct, Optional<TimeUnits> units, String example) {
  private static final EventTimes TIMES = new EventTimes(ZoneOffset.UTC);

  /** What a column's values are. */
  enum Kind {
    /** There are none. */
    EMPTY,
    /** Numbers without fractions. */
    WHOLE,
    /** Numbers. */
    NUMBER,
    /** Times in ISO-8601. */
    TIME,
    /** Something else. */
    TEXT
  }

  /**
   * Of a column.
   *
   * @param rows the first rows' cells. Not modified.
   * @param quoted true if its values are texts even where they read like numbers
   */
  static SampledColumn of(String name, int place, List<String[]> rows, boolean quoted) {
    List<String> values =
        rows.stream()
            .map(cells -> place < cells.length ? cells[place] : null)
            .filter(Objects::nonNull)
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
    Set<String> distinct = new HashSet<>(values);
    Kind kind = kind(distinct, quoted);
    String example = values.isEmpty() ? "" : values.get(0);
    return new SampledColumn(name, place, kind, distinct.size(), units(kind, distinct), example);
  }

  private static Kind kind(Set<String> values, boolean quoted) {
    if (values.isEmpty()) {
      return Kind.EMPTY;
    }
    if (!quoted && mostly(values, Numbers::isNumber)) {
      return values.stream().filter(Numbers::isNumber).allMatch(Numbers::isWhole)
          ? Kind.WHOLE
          : Kind.NUMBER;
    }
    boolean areTimes = mostly(values, value -> !Numbers.isNumber(value) && isTime(value));
    return areTimes ? Kind.TIME : Kind.TEXT;
  }

  /** A few slips do not make a column of numbers one of texts. */
  private static boolean mostly(Set<String> values, Predicate<String> rule) {
    return values.stream().filter(rule).count() >= 0.95 * values.size();
  }

  private static boolean isTime(String value) {
    try {
      TIMES.parse("time", value);
      return true;
    } catch (RejectedRecord e) {
      return false;
    }
  }

  private static Optional<TimeUnits> units(Kind kind, Set<String> values) {
    if (kind == Kind.TIME) {
      return Optional.of(TimeUnits.ISO);
    }
    if (kind != Kind.WHOLE && kind != Kind.NUMBER) {
      return Optional.empty();
    }
    for (TimeUnits units : TimeUnits.values()) {
      boolean fits =
          values.stream()
              .filter(Numbers::isNumber)
              .allMatch(value -> units.fits(Numbers.parse(value)));
      if (fits && (kind == Kind.WHOLE || units == TimeUnits.SECONDS)) {
        return Optional.of(units);
      }
    }
    return Optional.empty();
  }

  /** True if its values are numbers. */
  boolean isNumeric() {
    return kind == Kind.WHOLE || kind == Kind.NUMBER;
  }

  /** True if its values are texts that are numbers but for a decimal comma. */
  boolean hasDecimalCommas() {
    return kind == Kind.TEXT
        && example.indexOf(',') >= 0
        && Numbers.isNumber(example.replace(',', '.'));
  }
}
