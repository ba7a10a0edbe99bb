package dev.eddy.describe;

import dev.eddy.backtest.BacktestFailure;
import dev.eddy.backtest.source.TableRow;
import dev.eddy.backtest.source.TableRows;
import dev.eddy.backtest.source.TableSource;
import dev.eddy.series.TimeForm;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a table of history looks like, and a topology to begin with.
 *
 * <p>Made in one pass; holds the first {@value #SAMPLE} rows until the columns are guessed, then a
 * few megabytes, and some hundred bytes a series. Reads some hundred thousand rows a second.
 * Immutable.
 */
public final class Description {
  private static final int SAMPLE = 20_000;
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final String name;
  private final Tally tally;
  private final Choices choices;
  private final StepGuess step;
  private final List<SeriesLook> looks;

  private Description(String name, Tally tally, Choices choices) {
    this.name = name;
    this.tally = tally;
    this.choices = choices;
    this.step =
        tally.roles().time().isEmpty()
            ? new StepGuess(Optional.empty(), Optional.empty(), "no column tells the time")
            : StepGuess.of(tally.distances());
    this.looks =
        tally.detailed().stream().map(one -> SeriesLook.of(one, step.width(), zone())).toList();
  }

  /**
   * Reads a table.
   *
   * @throws BacktestFailure if it cannot be read, has no rows, no time or no numbers, or is not as
   *     the user says
   */
  public static Description of(TableSource source, Choices choices) {
    try (TableRows rows = source.openTable()) {
      List<TableRow> first = first(rows);
      Tally tally = new Tally(roles(rows, first, choices), choices.zone().orElse(UTC));
      first.forEach(tally::add);
      for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        tally.add(row.get());
      }
      if (tally.series() == 0) {
        throw BacktestFailure.ofUse(
            rows.name()
                + ": no row can be read, the first at "
                + tally.faults().stream().findFirst().orElse("its begin"));
      }
      return new Description(rows.name(), tally, choices);
    }
  }

  private static List<TableRow> first(TableRows rows) {
    List<TableRow> first = new ArrayList<>();
    while (first.size() < SAMPLE) {
      Optional<TableRow> row = rows.next();
      if (row.isEmpty()) {
        break;
      }
      first.add(row.get());
    }
    if (first.isEmpty()) {
      throw BacktestFailure.ofUse(rows.name() + ": " + rows.emptiness());
    }
    return first;
  }

  private static Roles roles(TableRows rows, List<TableRow> first, Choices choices) {
    List<String[]> cells =
        first.stream().filter(row -> row.fault().isEmpty()).map(TableRow::cells).toList();
    if (cells.isEmpty()) {
      TableRow row = first.get(0);
      throw BacktestFailure.ofUse(
          rows.name() + ":" + row.number() + ": no row can be read: " + row.fault().orElseThrow());
    }
    List<String> names = rows.columns();
    // A name that is blank or stands there twice means nothing to a topology.
    Predicate<String> isName =
        column -> !column.isBlank() && names.indexOf(column) == names.lastIndexOf(column);
    List<SampledColumn> columns =
        IntStream.range(0, names.size())
            .filter(i -> isName.test(names.get(i)))
            .mapToObj(i -> SampledColumn.of(names.get(i), i, cells, rows.isQuoted(i)))
            .toList();
    return new ColumnGuess(rows.name(), columns, cells, choices).roles();
  }

  /** What the table is called. */
  String name() {
    return name;
  }

  /** What was counted. */
  Tally tally() {
    return tally;
  }

  /** The step that suits. */
  StepGuess step() {
    return step;
  }

  /** The first series looked into. */
  List<SeriesLook> looks() {
    return looks;
  }

  /** In which times without an offset were read, and the calendar's seasons were looked for. */
  ZoneId zone() {
    return choices.zone().orElse(UTC);
  }

  /** How the zone is known, in words. */
  String zoneWords() {
    boolean isTold = choices.zone().isPresent();
    long local = tally.times(TimeForm.LOCAL);
    long offset = tally.times(TimeForm.OFFSET);
    if (local > 0) {
      String some =
          offset > 0 ? String.format(Locale.ROOT, "%,d times have no offset", local) : "no offset";
      return some + (isTold ? ": taken as of " + zone().getId() : ": taken as UTC, give --zone");
    }
    String form = offset > 0 ? "each time has its offset" : "each time is a number from the epoch";
    return form
        + (isTold
            ? "; days begin as in " + zone().getId()
            : "; days begin as in UTC, unless --zone names another");
  }

  /** The seasons found, each in how many of the series looked into; most frequent first. */
  List<SeasonCount> seasons() {
    return SeasonCount.of(looks);
  }

  /** All of it, for people: a line each. */
  public List<String> lines() {
    return new DescriptionText(this).lines();
  }

  /** All of it as a JSON object. */
  public String json() {
    return new DescriptionJson(this).text();
  }

  /** A topology file to begin with, which is right, and with which the table can be replayed. */
  public String topology() {
    return new SuggestedTopology(this).text();
  }
}
