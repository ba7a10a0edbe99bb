package dev.eddy.observe.rest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which series are asked for, and in what order.
 *
 * @param prefix with which names begin
 * @param limit the most on a page
 * @param after the last series of the page before
 */
record Listing(Sort sort, String prefix, int limit, Optional<SeriesSummary> after) {
  static final int MOST = 1_000;
  private static final int USUAL = 100;

  private static final Comparator<SeriesSummary> BY_NAME =
      Comparator.comparing(SeriesSummary::series);
  private static final Comparator<SeriesSummary> BY_SKILL = // NaN comes last
      Comparator.comparingDouble(SeriesSummary::skill).thenComparing(BY_NAME);
  private static final Comparator<SeriesSummary> BY_WORST =
      Comparator.comparing((SeriesSummary one) -> Double.isNaN(one.skill()))
          .thenComparingDouble(one -> -one.skill())
          .thenComparing(BY_NAME);

  /** Orders; series of unknown skill come last. */
  enum Sort {
    NAME("name"),
    SKILL("skill"),
    WORST("-skill");

    private final String label;

    Sort(String label) {
      this.label = label;
    }

    private Comparator<SeriesSummary> order() {
      return switch (this) {
        case NAME -> BY_NAME;
        case SKILL -> BY_SKILL;
        case WORST -> BY_WORST;
      };
    }

    /** What is shown of a series to go on after it. */
    String cursor(SeriesSummary last) {
      return this == NAME ? last.series() : last.skill() + ":" + last.series();
    }

    private SeriesSummary atCursor(String cursor) {
      int colon = this == NAME ? -1 : cursor.indexOf(':');
      try {
        double skill = this == NAME ? Double.NaN : Double.parseDouble(cursor.substring(0, colon));
        return new SeriesSummary(cursor.substring(colon + 1), Instant.EPOCH, 0, false, skill);
      } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
        throw Problem.badRequest("after=" + cursor + ": must be the next of a page of this order.");
      }
    }
  }

  /**
   * Some of the series.
   *
   * @param total how many there are on all pages
   * @param rows in order, at most as many as asked for
   * @param more true if there are more after them
   */
  record Page(long total, List<SeriesSummary> rows, boolean more) {}

  /**
   * As a request asks.
   *
   * @throws Problem if it asks for what cannot be
   */
  static Listing of(Request request) {
    request.allowOnly("limit", "after", "sort", "prefix");
    String label = request.value("sort").orElse(Sort.NAME.label);
    Sort sort =
        Arrays.stream(Sort.values())
            .filter(one -> one.label.equals(label))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.badRequest(
                        "sort="
                            + label
                            + ": must be one of "
                            + Arrays.stream(Sort.values())
                                .map(one -> one.label)
                                .collect(Collectors.joining(", "))
                            + "."));
    return new Listing(
        sort,
        request.value("prefix").orElse(""),
        request.value("limit").map(Listing::limit).orElse(USUAL),
        request.value("after").map(sort::atCursor));
  }

  private static int limit(String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MOST) {
      throw Problem.badRequest("limit=" + text + ": must be 1 to " + MOST + ".");
    }
    return Integer.parseInt(text);
  }

  /** A page of these series. Costs a pass over all, and a sort of those after the last page. */
  Page page(Stream<SeriesSummary> series) {
    Comparator<SeriesSummary> order = sort.order();
    List<SeriesSummary> matching = series.filter(one -> one.series().startsWith(prefix)).toList();
    List<SeriesSummary> later =
        matching.stream()
            .filter(one -> after.isEmpty() || order.compare(one, after.get()) > 0)
            .sorted(order)
            .limit(limit + 1L)
            .toList();
    return new Page(
        matching.size(), later.subList(0, Math.min(limit, later.size())), later.size() > limit);
  }

  /** The page that several instances give together. A series that moves may be with two. */
  Page merged(List<Page> pages) {
    Map<String, SeriesSummary> rows = new HashMap<>();
    long total = 0;
    boolean more = false;
    for (Page page : pages) {
      total += page.total();
      more |= page.more();
      for (SeriesSummary row : page.rows()) {
        rows.merge(row.series(), row, (one, other) -> one.steps() >= other.steps() ? one : other);
      }
    }
    List<SeriesSummary> sorted = new ArrayList<>(rows.values());
    sorted.sort(sort.order());
    return new Page(
        total,
        List.copyOf(sorted.subList(0, Math.min(limit, sorted.size()))),
        more || sorted.size() > limit);
  }
}
