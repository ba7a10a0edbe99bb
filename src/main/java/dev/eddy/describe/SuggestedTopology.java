package dev.eddy.describe;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.eddy.config.Durations;
import dev.eddy.series.TimeForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A topology file to begin with, written for whoever reads one for the first time. Immutable. */
final class SuggestedTopology {
  private static final int MOST_INPUTS = 8;
  private static final int LONGEST_NAME = 60;
  private static final int COMMENT_COLUMN = 40;
  private static final int HORIZON = 12;
  private static final int DAYS_AHEAD = 7;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  /** What YAML takes for something else than a text. */
  private static final Set<String> WORDS =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private final Description description;
  private final Tally tally;
  private final Roles roles;
  private final List<String> lines = new ArrayList<>();

  SuggestedTopology(Description description) {
    this.description = description;
    this.tally = description.tally();
    this.roles = tally.roles();
  }

  /** The file. */
  String text() {
    lines.add("# What eddy describe suggests for " + description.name().replaceAll("\\R", " "));
    line("name: " + scalar(name()), "names the state, and the topics where they are not named");
    source();
    step();
    forecast();
    lines.add("kafka:");
    lines.add("  bootstrap.servers: \"${KAFKA_BOOTSTRAP_SERVERS:localhost:9092}\"");
    return String.join("\n", lines) + "\n";
  }

  private void line(String text, String comment) {
    lines.add(
        comment.isEmpty()
            ? text
            : String.format(Locale.ROOT, "%-" + COMMENT_COLUMN + "s # %s", text, comment));
  }

  /** The file's, as far as it can name topics. */
  private String name() {
    String file = description.name();
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String stem = last.replaceFirst("(?i)\\.gz$", "").replaceFirst("\\.[A-Za-z]+$", "");
    String name = stem.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
    name = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return name.isEmpty() || name.equals("standard-input") ? "data" : name;
  }

  private void source() {
    lines.add("source:");
    line("  topic: " + scalar(name()), "where such records will come from, as JSON");
    if (roles.series().isEmpty()) {
      lines.add("  # series: left out, the record's key names the series; a file is one series");
    } else {
      line(
          "  series: " + list(roles.series()),
          "one forecaster for each, "
              + (tally.series() == 1 ? "1 here" : tally.series() + " here"));
    }
    if (roles.hasReadableTime()) {
      line("  time: " + scalar(roles.time().get().name()), "");
    } else if (roles.time().isPresent()) {
      lines.add(
          "  # time: "
              + scalar(roles.time().get().name())
              + " is in "
              + roles.units().words()
              + "; write ISO-8601 or milliseconds to use it");
    }
    boolean isLocal = tally.times(TimeForm.LOCAL) > 0;
    line(
        "  zone: " + scalar(description.zone().getId()),
        (isLocal ? "of the times, which have no offset, and " : "") + "whose days and weeks count");
    line("  targets: [" + scalar(roles.target().name()) + "]", "what is forecast");
    List<SampledColumn> inputs = inputs(tally);
    if (!inputs.isEmpty()) {
      line("  inputs: " + list(inputs), "known up to now; may be missing");
    }
  }

  /** Columns that may say something of the target: those that change. */
  static List<SampledColumn> inputs(Tally tally) {
    List<SampledColumn> changing = tally.changing();
    return changing.subList(0, Math.min(MOST_INPUTS, changing.size()));
  }

  private boolean hasStep() {
    return roles.hasReadableTime() && description.step().width().isPresent();
  }

  private void step() {
    if (hasStep()) {
      line(
          "step: {every: " + Durations.text(description.step().width().get()) + "}",
          "the first record of a step is that step");
    } else {
      lines.add(
          "# step: left out, each record is a step: "
              + (roles.time().isPresent() && !roles.hasReadableTime()
                  ? "a topology cannot read the times"
                  : description.step().why()));
    }
  }

  private void forecast() {
    lines.add("forecast:");
    int horizon = horizon();
    line(
        "  horizon: " + horizon,
        "steps"
            + (hasStep()
                ? ", each of " + Durations.text(description.step().width().get())
                : ", which are records"));
    if (tally.target().least() >= 0) {
      line(
          "  bounds: {" + key(roles.target().name()) + ": {min: 0}}",
          "it never was negative; take this out if it may be");
    }
  }

  /** A day of hours, a week of days, else a dozen. */
  private int horizon() {
    if (!hasStep()) {
      return HORIZON;
    }
    Duration width = description.step().width().get();
    if (width.compareTo(DAY) >= 0) {
      return DAYS_AHEAD;
    }
    return width.compareTo(HOUR) >= 0 ? Math.max(DAYS_AHEAD, (int) DAY.dividedBy(width)) : HORIZON;
  }

  private static String list(List<SampledColumn> columns) {
    return columns.stream()
        .map(column -> scalar(column.name()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A value, in which a dollar and a brace mean no variable. */
  private static String scalar(String text) {
    return key(text.replace("${", "$${"));
  }

  /** A text as YAML has it: in quotes, which are JSON's, unless it is a plain word. */
  private static String key(String text) {
    boolean isPlain =
        text.matches("[A-Za-z_][A-Za-z0-9_/-]*") && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return isPlain
        ? text
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
