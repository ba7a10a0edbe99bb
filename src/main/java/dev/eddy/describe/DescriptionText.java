package dev.eddy.describe;

import dev.eddy.config.Durations;
import dev.eddy.describe.SeriesLook.Found;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A description for people. For one thread. */
final class DescriptionText {
  private static final int LABEL_WIDTH = 13;
  private static final int MOST_NAMES = 5;
  private static final MathContext DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);

  private final Description description;
  private final Tally tally;
  private final Roles roles;
  private final List<String> lines = new ArrayList<>();

  DescriptionText(Description description) {
    this.description = description;
    this.tally = description.tally();
    this.roles = tally.roles();
  }

  /** A line each. */
  List<String> lines() {
    lines.add(description.name());
    say("rows", "%,d", tally.rows());
    refused();
    series();
    times();
    columns();
    looks();
    return List.copyOf(lines);
  }

  private void say(String label, String form, Object... values) {
    lines.add(
        String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s", label)
            + String.format(Locale.ROOT, form, values));
  }

  private void refused() {
    long refused = tally.broken() + tally.untimed() + tally.unnamed();
    if (refused > 0) {
      say(
          "refused",
          "%,d: %,d broken, %,d without a time, %,d without a series",
          refused,
          tally.broken(),
          tally.untimed(),
          tally.unnamed());
      tally.faults().forEach(fault -> say("", "%s:%s", description.name(), fault));
    }
  }

  private void series() {
    if (roles.series().isEmpty()) {
      say("series", "1: no column tells series apart; if one does, name it with --series");
      return;
    }
    String names =
        tally.detailed().stream()
            .limit(MOST_NAMES)
            .map(SeriesTally::name)
            .collect(Collectors.joining(", "));
    say(
        "series",
        "%,d, named by %s: %s%s",
        tally.series(),
        roles.series().stream().map(SampledColumn::name).collect(Collectors.joining(", ")),
        names,
        tally.series() > MOST_NAMES ? ", …" : "");
  }

  private void times() {
    if (roles.time().isEmpty()) {
      say("time", "none: each row is a step");
      return;
    }
    say(
        "time",
        "%s, %s%s",
        roles.time().get().name(),
        roles.units().words(),
        roles.units().isReadable()
            ? ""
            : ": a topology reads ISO-8601 or milliseconds from the epoch, not this");
    say("from", "%s", Instant.ofEpochMilli(tally.first()));
    say("to", "%s", Instant.ofEpochMilli(tally.last()));
    say("zone", "%s", description.zoneWords());
    step();
    Distances distances = tally.distances();
    say(
        "duplicates",
        "%,d rows at the time of the one before, of the same series",
        distances.same());
    say("unsorted", "%,d rows earlier than one before, of the same series", distances.backward());
  }

  private void step() {
    StepGuess guess = description.step();
    if (guess.usual().isEmpty()) {
      say("step", "none: %s", guess.why());
      return;
    }
    Duration usual = guess.usual().get();
    Distances distances = tally.distances();
    say(
        "step",
        "%s: so far are %s of the rows from the one before, and %s a whole multiple of it%s",
        Durations.text(usual),
        percent(distances.usualShare()),
        percent(distances.wholeShare(usual)),
        guess.width().isPresent() ? "" : "; each record had better be a step: " + guess.why());
    if (distances.gaps(usual) == 0) {
      say("gaps", "none");
    } else {
      Distances.Gap longest = distances.longest();
      say(
          "gaps",
          "%,d, which leave out %,d steps; the longest, of %s after %s%s, %,d",
          distances.gaps(usual),
          distances.missing(usual),
          Durations.text(Duration.ofMillis(longest.millis())),
          Instant.ofEpochMilli(longest.from()),
          longest.series().isEmpty() ? "" : " of " + longest.series(),
          Distances.missing(longest.millis(), usual));
    }
  }

  private void columns() {
    lines.add("");
    AlignedTable table =
        new AlignedTable(
            "column",
            "missing",
            "no number",
            "min",
            "25 %",
            "median",
            "75 %",
            "max",
            "zeros",
            "is");
    for (int i = 0; i < roles.numbers().size(); i++) {
      NumberTally numbers = tally.numbers(i);
      double[] quartiles = numbers.quartiles();
      table.add(
          roles.numbers().get(i).name(),
          String.format(Locale.ROOT, "%,d", numbers.missing()),
          String.format(Locale.ROOT, "%,d", numbers.unreadable()),
          shown(numbers.least()),
          shown(quartiles[0]),
          shown(quartiles[1]),
          shown(quartiles[2]),
          shown(numbers.greatest()),
          percent(numbers.zeroShare()),
          role(i));
    }
    lines.addAll(table.lines());
    for (SampledColumn other : roles.others()) {
      lines.add(
          other.name()
              + ": "
              + (other.kind() == SampledColumn.Kind.EMPTY
                  ? "no value in the first rows"
                  : "no numbers, such as '" + other.example() + "'")
              + (other.hasDecimalCommas() ? "; decimals need points, not commas" : ""));
    }
  }

  private String role(int column) {
    SampledColumn named = roles.numbers().get(column);
    NumberTally numbers = tally.numbers(column);
    String constant =
        numbers.isConstant()
            ? "constant"
            : tally.isConstant(column) ? "constant in each series" : "";
    if (named.equals(roles.target())) {
      String sign = numbers.least() >= 0 ? "never negative: bounds {min: 0}" : "negative at times";
      return "the target, " + (constant.isEmpty() ? sign : constant + ": nothing to forecast");
    }
    return !constant.isEmpty()
        ? constant
        : SuggestedTopology.inputs(tally).contains(named) ? "an input" : "";
  }

  private void looks() {
    lines.add("");
    List<SeriesLook> looks = description.looks();
    String of =
        String.format(
            Locale.ROOT,
            "%s%,d series",
            looks.size() < tally.series() ? "the first " : "",
            looks.size());
    for (SeasonCount count : description.seasons()) {
      say(
          "season",
          "%s: in %,d of %s; forecasting by it takes away %s of the last value's squared error",
          count.season().name(),
          count.series(),
          of,
          percent(count.gain()));
    }
    if (description.seasons().isEmpty()) {
      say("season", "none found");
    }
    Map<String, Integer> verdicts = new TreeMap<>();
    looks.forEach(
        look -> look.verdict().ifPresent(words -> verdicts.merge(words, 1, Integer::sum)));
    verdicts.forEach((words, count) -> say("level", "%,d of %s: %s", count, of, words));
    if (verdicts.isEmpty()) {
      say("level", "too few values to tell, or nothing but a season");
    }
    lines.add("");
    AlignedTable table =
        new AlignedTable(
            "series", "rows", "ADF", "refuses below", "KPSS", "refuses above", "season");
    for (int i = 0; i < looks.size(); i++) {
      add(table, tally.detailed().get(i), looks.get(i));
    }
    lines.addAll(table.lines());
  }

  private static void add(AlignedTable table, SeriesTally tally, SeriesLook look) {
    String seasons = look.seasons().stream().map(Found::name).collect(Collectors.joining(", "));
    table.add(
        tally.name().isEmpty() ? "(all)" : tally.name(),
        String.format(Locale.ROOT, "%,d", tally.rows()),
        look.stationarity().map(s -> shown(s.adf())).orElse("–"),
        look.stationarity().map(s -> shown(s.critical())).orElse("–"),
        look.stationarity().map(s -> shown(s.kpss())).orElse("–"),
        shown(Stationarity.KPSS_CRITICAL),
        seasons.isEmpty() ? "–" : seasons);
  }

  private static String percent(double share) {
    // What is not quite all, or not quite nothing, is not shown as such.
    double shown = share < 1 ? Math.min(share, 0.999) : 1;
    return String.format(Locale.ROOT, "%.1f %%", 100 * (share > 0 ? Math.max(shown, 0.001) : 0));
  }

  private static String shown(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : "–";
  }
}
