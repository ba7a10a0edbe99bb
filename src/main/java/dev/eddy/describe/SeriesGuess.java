package dev.eddy.describe;

import dev.eddy.describe.SampledColumn.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Which columns name one series together: those that bring order into the times. Among columns of
 * texts and of whole numbers that come again, the one is taken with which the least share of
 * distances from a row to the row before it of the same series is something else than the most
 * frequent one, as long as that takes away a fifth of it, or all steps backward. Where none does,
 * as the first rows are of one series, a column of texts with one value that is called like a name
 * is taken.
 */
final class SeriesGuess {
  private static final double WORTH_IT = 0.8;
  private static final int MOST_COLUMNS = 3;
  private static final double GREATEST_SHARE_OF_GROUPS = 0.5;
  private static final double GREATEST_SHARE_OF_WHOLE = 0.1;
  private static final List<String> NAMES =
      List.of(
          "id",
          "name",
          "key",
          "series",
          "sensor",
          "station",
          "device",
          "mote",
          "meter",
          "site",
          "store",
          "item",
          "sku",
          "product",
          "symbol",
          "ticker",
          "currency",
          "asset",
          "host",
          "region",
          "city",
          "country",
          "airport",
          "pump",
          "machine",
          "unit",
          "channel");

  private final List<SampledColumn> candidates;
  private final List<String[]> rows;

  /** How orderly the times are. */
  private record Disorder(long odd, long distances, long backward, int groups) {
    double share() {
      return distances == 0 ? 0 : (double) odd / distances;
    }
  }

  SeriesGuess(List<SampledColumn> columns, List<String[]> rows) {
    this.rows = rows;
    this.candidates =
        columns.stream()
            .filter(column -> column.kind() == Kind.TEXT || isLabel(column, rows.size()))
            .filter(column -> !column.hasDecimalCommas())
            .sorted(
                Comparator.comparing(SeriesGuess::isCalledName)
                    .thenComparing(column -> column.kind() == Kind.TEXT)
                    .reversed())
            .toList();
  }

  private static boolean isLabel(SampledColumn column, int rows) {
    return column.kind() == Kind.WHOLE
        && (isCalledName(column) || column.distinct() <= GREATEST_SHARE_OF_WHOLE * rows);
  }

  private static boolean isCalledName(SampledColumn column) {
    String name = column.name().toLowerCase(Locale.ROOT);
    return NAMES.stream().anyMatch(word -> name.equals(word) || name.endsWith("_" + word))
        || column.name().endsWith("Id");
  }

  /**
   * The columns; none if all rows seem one series.
   *
   * @param time without which only names count
   * @param times the time that its cell tells
   */
  List<SampledColumn> found(Optional<SampledColumn> time, Function<String, OptionalLong> times) {
    List<SampledColumn> found = new ArrayList<>();
    if (time.isPresent()) {
      long[] told = told(time.get().place(), times);
      while (found.size() < MOST_COLUMNS && take(found, told)) {}
    }
    if (found.isEmpty()) {
      candidates.stream()
          .filter(SeriesGuess::isCalledName)
          .filter(column -> time.isEmpty() || column.distinct() == 1)
          .findFirst()
          .ifPresent(found::add);
    }
    found.sort(Comparator.comparingInt(SampledColumn::place));
    return found;
  }

  /** Adds the best column; false if none is any good. */
  private boolean take(List<SampledColumn> found, long[] told) {
    Disorder before = disorder(found, told);
    Disorder best = before;
    SampledColumn chosen = null;
    for (SampledColumn column : candidates) {
      if (found.contains(column)) {
        continue;
      }
      List<SampledColumn> with = new ArrayList<>(found);
      with.add(column);
      Disorder disorder = disorder(with, told);
      boolean isOrder =
          disorder.share() <= WORTH_IT * before.share()
              || (before.backward > 0
                  && disorder.backward == 0
                  && disorder.share() < before.share());
      if (before.odd > 0
          && isOrder
          && disorder.groups <= GREATEST_SHARE_OF_GROUPS * rows.size()
          && disorder.share() < best.share()) {
        best = disorder;
        chosen = column;
      }
    }
    if (chosen != null) {
      found.add(chosen);
    }
    return chosen != null;
  }

  private long[] told(int place, Function<String, OptionalLong> times) {
    long[] told = new long[rows.size()];
    for (int row = 0; row < told.length; row++) {
      String cell = cell(rows.get(row), place);
      OptionalLong time = cell.isEmpty() ? OptionalLong.empty() : times.apply(cell);
      told[row] = time.orElse(Long.MIN_VALUE);
    }
    return told;
  }

  private static String cell(String[] cells, int place) {
    return place < cells.length && cells[place] != null ? cells[place] : "";
  }

  private Disorder disorder(List<SampledColumn> columns, long[] told) {
    Map<List<String>, Long> last = new HashMap<>();
    Map<Long, Long> counts = new HashMap<>();
    long backward = 0;
    long distances = 0;
    for (int row = 0; row < told.length; row++) {
      if (told[row] == Long.MIN_VALUE) {
        continue;
      }
      String[] cells = rows.get(row);
      List<String> name = columns.stream().map(column -> cell(cells, column.place())).toList();
      Long before = last.put(name, told[row]);
      if (before != null) {
        distances++;
        long distance = told[row] - before;
        backward += distance < 0 ? 1 : 0;
        if (distance > 0) {
          counts.merge(distance, 1L, Long::sum);
        }
      }
    }
    long usual = counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return new Disorder(distances - usual, distances, backward, last.size());
  }
}
